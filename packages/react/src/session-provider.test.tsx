import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { render, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { profile } from '../test-support/definitions.js'
import { FakeSession } from '../test-support/fake-session.js'
import { happens, World } from '../test-support/render-with-session.js'
import { Seen } from '../test-support/seen.js'
import { cacheItemOptions } from './cache-item-options.js'
import { SessionProvider } from './session-provider.js'
import { useSession } from './use-session.js'

test('it uses the nearest QueryClient', () => {
  const world = new World()
  expect(world.hook(() => useQueryClient()).result.current).toBe(world.client)
})

test('it makes and provides a QueryClient of its own where there is none, once', () => {
  const session = new FakeSession()
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <SessionProvider session={session}>{children}</SessionProvider>
  )
  const clients = new Set<QueryClient>()
  const { rerender } = renderHook(() => clients.add(useQueryClient()), { wrapper, reactStrictMode: true })
  rerender()
  // StrictMode throws the first of two renders away, with what it made.
  expect(clients.size).toBeLessThanOrEqual(2)
  const settled = [...clients].at(-1)
  clients.clear()
  rerender()
  expect([...clients]).toEqual([settled])
})

test('a hook without a provider is a mistake that is said', () => {
  vi.spyOn(console, 'error').mockReturnValue()
  expect(() => renderHook(() => useSession())).toThrow(TypeError)
})

test('unmounting leaves the session to the app, and no listener behind', () => {
  const world = new World()
  const { unmount } = world.hook(() => useSession())
  unmount()
  expect(world.session.tokens.disposed).toBe(0)
  expect(world.session.tokens.observers.size).toBe(0)
})

test.each([
  ['signs out', { status: 'signed-out', epoch: 2 }],
  ['was a visitor, and is turned away', { status: 'signed-out', epoch: 1 }],
  ['is another', { status: 'active', epoch: 2, subject: 'bob', identity: 'verified' }],
] as const)('when the subject %s, what the former one read leaves the QueryClient', async (_, state) => {
  const world = new World()
  const { session, client } = world
  session.items.set('profiles/ada', '{"color":"green"}')
  world.show(null)
  await client.prefetchQuery(cacheItemOptions(session, profile, 'ada'))
  client.setQueryData(['app', 'settings'], 'kept')
  client.setQueryData(['hallpass', 'another-session', 1], 'kept')
  await happens(() => {
    session.tokens.session = state
  })
  expect(
    client
      .getQueryCache()
      .getAll()
      .map(query => query.state.data),
  ).toEqual(['kept', 'kept'])
})

test('what an earlier identity left before the mount is removed too', () => {
  const world = new World()
  world.client.setQueryData(['hallpass', 'fake', 0, 'cache-item'], 'restored by a persister')
  world.client.setQueryData(['hallpass', 'fake', 1, 'cache-item'], 'of this identity')
  world.show(null)
  expect(
    world.client
      .getQueryCache()
      .getAll()
      .map(query => query.state.data),
  ).toEqual(['of this identity'])
})

test('nothing is removed while nobody knows who is signed in', async () => {
  const world = new World()
  world.session.tokens.session = { status: 'restoring' }
  world.client.setQueryData(['hallpass', 'fake', 1, 'cache-item'], 'of this identity')
  world.show(null)
  await happens(() => {
    world.session.tokens.session = { status: 'active', epoch: 1, subject: 'ada', identity: 'verified' }
  })
  expect(world.client.getQueryCache().getAll()).toHaveLength(1)
})

test('another session given later takes the place of the first', () => {
  const first = new FakeSession('first')
  const second = new FakeSession('second')
  const seen: unknown[] = []
  const world = new World()
  const tree = (session: FakeSession) => (
    <QueryClientProvider client={world.client}>
      <SessionProvider session={session}>
        <Seen hook={() => useSession().session.id} results={seen} />
      </SessionProvider>
    </QueryClientProvider>
  )
  const { rerender } = render(tree(first))
  rerender(tree(second))
  expect(seen.at(-1)).toBe('second')
  expect(first.tokens.observers.size).toBe(0)
})
