import { gql, type TypedDocumentNode } from '@apollo/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type NoteService, startNoteService } from '../server/note-service.js'
import { createApollo } from './with-apollo.js'
import { createKy } from './with-ky.js'
import { createOpenapiClient } from './with-openapi-fetch.js'

let service: NoteService

beforeEach(async () => {
  service = await startNoteService()
})

afterEach(() => service.close())

const ADD_NOTE: TypedDocumentNode<{ addNote: string }, { text: string }> = gql`
  mutation AddNote($text: String!) {
    addNote(text: $text)
  }
`

/** Takes a note by way of one client, and gives what the service says it took. */
const clients: Record<string, (origin: string) => (text: string) => Promise<unknown>> = {
  ky: origin => {
    const api = createKy(origin)
    return async text => (await api.post<{ text: string }>('notes', { json: { text } }).json()).text
  },
  Apollo: origin => {
    const client = createApollo(origin)
    return async text => (await client.mutate({ mutation: ADD_NOTE, variables: { text } })).data?.addNote
  },
  'openapi-fetch': origin => {
    const client = createOpenapiClient(origin)
    return async text => (await client.POST('/notes', { body: { text } })).data?.text
  },
}

it.each(Object.entries(clients))('%s gets through a refused token without a word', async (_, open) => {
  const takeNote = open(service.origin)
  expect(await takeNote('first')).toBe('first')
  expect(await takeNote('second')).toBe('second')
  service.revoke()
  expect(await takeNote('third')).toBe('third')
  expect(service.log).toEqual([
    ...['token issued', 'note taken', 'note taken'],
    ...['token refused', 'token issued', 'note taken'],
  ])
})

it.each(Object.entries(clients))(
  '%s shares one reissue between calls of the same moment',
  async (_, open) => {
    const takeNote = open(service.origin)
    await takeNote('first')
    service.revoke()
    expect(await Promise.all(['a', 'b', 'c'].map(takeNote))).toEqual(['a', 'b', 'c'])
    expect(service.log.filter(entry => entry === 'token issued')).toHaveLength(2)
  },
)
