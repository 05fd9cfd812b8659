import { createSession } from '@hallpass/core'
import { createFakeBackend, createTestWorld, expectNoSecret, secretsOf } from '@hallpass/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { profile, room } from '../test-support/definitions.js'
import { FakeService } from '../test-support/fake-service.js'
import { happens } from '../test-support/render-with-session.js'
import {
  SessionProvider,
  useCacheItem,
  usePublish,
  useSession,
  useSetCacheItem,
  useTimeLeft,
  useToken,
  useTopic,
  wallClockFrom,
} from './index.js'

/** Components with every hook, on a real session in a virtual world. */
function openRoom() {
  const world = createTestWorld()
  const backend = createFakeBackend(world)
  const { environment } = world.openTab()
  const session = createSession({
    id: 'test',
    source: backend.source,
    transport: new FakeService(),
    environment,
  })
  const clock = wallClockFrom(environment)
  const client = new QueryClient()
  const options = {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <SessionProvider session={session} clock={clock}>
          {children}
        </SessionProvider>
      </QueryClientProvider>
    ),
    reactStrictMode: true,
  }
  const renders: number[] = []
  const still = renderHook(() => useStill(renders), options)
  const eye = renderHook(() => useEye(), options)
  return { world, backend, client, renders, still: still.result, eye: eye.result }
}

/** What no renewal may render again. */
function useStill(renders: number[]) {
  renders.push(renders.length)
  const { data, error } = useCacheItem(profile, 'ada')
  return {
    session: useSession(),
    topic: useTopic(room, 'general'),
    publish: usePublish(room, 'general'),
    item: { data, error },
    set: useSetCacheItem(profile, 'ada'),
  }
}

function useEye() {
  return { token: useToken(), left: useTimeLeft() }
}

test('five lifetimes pass: one request each, nothing lost, and only what shows the token is rendered again', async () => {
  const { world, backend, renders, still, eye } = openRoom()
  await happens(() => still.current.session.signIn({ subject: 'ada' }))
  await happens(() => world.advance(1_000))
  expect(still.current.topic.status).toBe('success')
  expect(eye.current.token.health).toBe('fresh')
  await happens(() => still.current.publish.mutate({ text: 'before' }))
  await happens(() => world.advance(1_000))
  await waitFor(() => expect(still.current.publish.status).toBe('success'))
  const before = renders.length
  await happens(() => world.advance(300_000))
  expect(renders).toHaveLength(before)
  expect(eye.current.token.state).toMatchObject({ status: 'live', generation: backend.requests.length })
  expect(backend.requests.length).toBeGreaterThanOrEqual(6)
  await happens(() => still.current.publish.mutate({ text: 'after' }))
  await happens(() => world.advance(1_000))
  const texts = still.current.topic.data?.map(item => item.kind === 'item' && item.value.text)
  expect(texts).toEqual(['before', 'after'])
})

test('signing out and in as someone else shows nothing of the first, and no token is in the QueryClient', async () => {
  const { world, backend, client, still, eye } = openRoom()
  await happens(() => still.current.session.signIn({ subject: 'ada' }))
  await happens(() => world.advance(1_000))
  await happens(() => still.current.set.mutate({ color: 'of ada' }))
  await happens(() => still.current.publish.mutate({ text: 'of ada' }))
  await happens(() => world.advance(1_000))
  await waitFor(() => expect(still.current.item.data).toEqual({ color: 'of ada' }))
  await happens(() => still.current.session.signOut())
  await happens(() => world.advance(1_000))
  expect(still.current.session.status).toBe('signed-out')
  expect(still.current.topic).toMatchObject({
    status: 'error',
    data: undefined,
    error: { code: 'signed-out' },
  })
  await waitFor(() => expect(still.current.item.error?.code).toBe('signed-out'))
  expect(still.current.item.data).toBeUndefined()
  expect(still.current.publish).toMatchObject({ status: 'idle', variables: undefined })
  backend.behave({ subject: 'bob' })
  await happens(() => still.current.session.signIn({ subject: 'bob' }))
  await happens(() => world.advance(1_000))
  expect(still.current.session).toMatchObject({ status: 'active', subject: 'bob' })
  expect(still.current.topic).toMatchObject({ status: 'success', data: [] })
  expect(eye.current.token.status).toBe('live')
  const queries = client
    .getQueryCache()
    .getAll()
    .map(query => [query.queryKey, query.state])
  const mutations = client
    .getMutationCache()
    .getAll()
    .map(mutation => [mutation.options.mutationKey, mutation.state])
  const results = [still.current, eye.current]
  expectNoSecret({ queries, mutations, results }, secretsOf(backend))
})
