import { SessionError } from '@hallpass/core'
import { onlineManager, skipToken } from '@tanstack/react-query'
import { waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { room } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { usePublish } from './use-publish.js'

afterEach(() => onlineManager.setOnline(true))

const unavailable = () => new SessionError({ code: 'unavailable', retryAt: 1 })

test('it publishes what the codec makes of the value', async () => {
  const world = new World()
  const { result } = world.hook(() => usePublish(room, 'general'))
  await happens(() => result.current.mutateAsync({ text: 'a' }))
  expect(world.session.topicAt('chat', 'room-general').published).toEqual(['{"text":"a"}'])
  await waitFor(() => expect(result.current.status).toBe('success'))
})

test('by name it publishes text', async () => {
  const world = new World()
  const { result } = world.hook(() => usePublish('chat', 'raw'))
  await happens(() => result.current.mutateAsync('a'))
  expect(world.session.topicAt('chat', 'raw').published).toEqual(['a'])
})

test.each([
  ['is not repeated unless told so', undefined, unavailable(), 1],
  ['is repeated as told', 2, unavailable(), 3],
  ['is not repeated where that cannot cure it', 2, new SessionError({ code: 'not-permitted' }), 1],
])('a failed publish %s', async (_, retry, error, attempts) => {
  const world = new World()
  world.client.setDefaultOptions({ mutations: { retry: 5, retryDelay: 0 } })
  const topic = world.session.topicAt('chat', 'room-general')
  topic.failWith = error
  const { result } = world.hook(() => usePublish(room, 'general', retry === undefined ? {} : { retry }))
  await happens(() => result.current.mutateAsync({ text: 'a' }).catch(() => undefined))
  await waitFor(() => expect(result.current.error).toBe(error))
  expect(topic.attempts).toBe(attempts)
})

test('offline it fails or goes through now, and is not kept for whoever is signed in later', async () => {
  const world = new World()
  onlineManager.setOnline(false)
  const { result } = world.hook(() => usePublish(room, 'general'))
  await happens(() => result.current.mutateAsync({ text: 'a' }))
  expect(world.session.topicAt('chat', 'room-general').published).toHaveLength(1)
})

test('an attempt still to come is not made in the name of another identity', async () => {
  const world = new World()
  const topic = world.session.topicAt('chat', 'room-general')
  topic.failWith = unavailable()
  const repeat = { retry: 1, retryDelay: () => signInAsBob() }
  const signInAsBob = () => {
    topic.failWith = undefined
    world.session.tokens.session = { status: 'active', epoch: 2, subject: 'bob', identity: 'verified' }
    return 0
  }
  const { result } = world.hook(() => usePublish(room, 'general', repeat))
  await happens(() =>
    expect(result.current.mutateAsync({ text: 'of ada' })).rejects.toMatchObject({ code: 'signed-out' }),
  )
  expect(topic.published).toEqual([])
})

test('a publish that makes the identity known goes on being shown', async () => {
  const world = new World()
  world.session.tokens.session = { status: 'active', epoch: 0, subject: undefined, identity: 'unverified' }
  const { result } = world.hook(() => usePublish(room, 'general'))
  await happens(() => {
    result.current.mutate({ text: 'a' })
    world.session.tokens.session = { status: 'active', epoch: 7, subject: undefined, identity: 'unverified' }
  })
  await waitFor(() => expect(result.current).toMatchObject({ status: 'success', variables: { text: 'a' } }))
})

test('what one identity published is forgotten with it', async () => {
  const world = new World()
  const { result } = world.hook(() => usePublish(room, 'general'))
  await happens(() => result.current.mutateAsync({ text: 'of ada' }))
  await waitFor(() => expect(result.current.variables).toEqual({ text: 'of ada' }))
  await happens(() => {
    world.session.tokens.session = { status: 'active', epoch: 2, subject: 'bob', identity: 'verified' }
  })
  expect(result.current).toMatchObject({ status: 'idle', variables: undefined })
  expect(world.client.getMutationCache().getAll()).toEqual([])
})

test('nothing is published while an argument is skipToken', async () => {
  const { result } = new World().hook(() => usePublish(room, skipToken))
  await happens(() => expect(result.current.mutateAsync({ text: 'a' })).rejects.toThrow(TypeError))
})
