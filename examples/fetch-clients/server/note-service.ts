import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A token endpoint and a service that takes its tokens: it repeats notes over REST and GraphQL. */
export interface NoteService {
  readonly origin: string
  /** What happened, in order. */
  readonly log: readonly ('token issued' | 'token refused' | 'note taken')[]
  /** The token that was issued last is no longer good. */
  revoke(): void
  close(): Promise<void>
}

export async function startNoteService(): Promise<NoteService> {
  const log: NoteService['log'][number][] = []
  let accepted = ''
  const tokenAnswer = (): Answer => {
    log.push('token issued')
    accepted = randomUUID()
    return { status: 200, body: { access_token: accepted, token_type: 'Bearer', expires_in: 60 } }
  }
  const noteAnswer = (authorization: string | undefined, note: unknown): Answer => {
    const isGood = authorization === `Bearer ${accepted}`
    log.push(isGood ? 'note taken' : 'token refused')
    return isGood ? { status: 201, body: note } : refusal
  }
  const server = createServer(async (request, response) => {
    const sent = JSON.parse(await text(request))
    const note = request.url === '/graphql' ? { data: { addNote: sent.variables.text } } : sent
    const isForToken = request.url === '/token'
    const { status, headers, body } = isForToken
      ? tokenAnswer()
      : noteAnswer(request.headers.authorization, note)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    revoke: () => {
      accepted = ''
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body: unknown
}

const refusal: Answer = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  body: { error: 'invalid_token' },
}
