import { SessionError } from '@hallpass/core'
import { keepPreviousData, skipToken } from '@tanstack/react-query'
import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { profile } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { useCacheItem } from './use-cache-item.js'

const green = '{"color":"green"}'

test('it reads an item', async () => {
  const world = new World()
  world.session.items.set('profiles/ada', green)
  const { result } = world.hook(() => useCacheItem(profile, 'ada'))
  await waitFor(() => expect(result.current.data).toEqual({ color: 'green' }))
})

test('a miss is null', async () => {
  const { result } = new World().hook(() => useCacheItem(profile, 'ada'))
  await waitFor(() => expect(result.current).toMatchObject({ status: 'success', data: null }))
})

test('options pass through', async () => {
  const world = new World()
  world.session.items.set('profiles/ada', green)
  const { result } = world.hook(() => [
    useCacheItem(profile, 'ada', { select: found => found?.color, staleTime: 60_000 }).data,
    useCacheItem(profile, 'bob', { enabled: false }).fetchStatus,
  ])
  await waitFor(() => expect(result.current).toEqual(['green', 'idle']))
})

test('skipToken in place of an argument reads nothing yet', async () => {
  const world = new World()
  const { result, rerender } = world.hook(({ user }) => useCacheItem(profile, user ?? skipToken), {
    initialProps: { user: undefined as string | undefined },
  })
  expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
  expect(world.session.gets).toEqual([])
  rerender({ user: 'ada' })
  await waitFor(() => expect(result.current.status).toBe('success'))
})

test('nothing is read while nobody knows who is signed in', async () => {
  const world = new World()
  world.session.tokens.session = { status: 'restoring' }
  const { result } = world.hook(() => useCacheItem(profile, 'ada'))
  expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
  await happens(() => {
    world.session.tokens.session = { status: 'active', epoch: 1, subject: 'ada', identity: 'verified' }
  })
  await waitFor(() => expect(result.current.status).toBe('success'))
})

test('another identity never sees what was read for the former, nor as placeholder', async () => {
  const world = new World()
  world.session.items.set('profiles/ada', green)
  const seen: unknown[] = []
  const { result, rerender } = world.hook(
    ({ user }) => {
      const { data } = useCacheItem(profile, user, { placeholderData: keepPreviousData })
      seen.push(data)
      return data
    },
    { initialProps: { user: 'ada' } },
  )
  await waitFor(() => expect(result.current).toEqual({ color: 'green' }))
  rerender({ user: 'nobody' })
  expect(result.current).toEqual({ color: 'green' })
  rerender({ user: 'ada' })
  await waitFor(() => expect(result.current).toEqual({ color: 'green' }))
  seen.length = 0
  world.session.items.clear()
  await happens(() => {
    world.session.tokens.session = { status: 'active', epoch: 2, subject: 'bob', identity: 'verified' }
  })
  await waitFor(() => expect(result.current).toBeNull())
  // The render in which the change is noticed is the last of the former identity.
  expect(seen).not.toContainEqual({ color: 'green' })
})

test.each([
  ['signed-out', 1],
  ['rejected', 3],
] as const)('an item that fails with %s is asked for %i times', async (code, times) => {
  const world = new World()
  world.client.setDefaultOptions({ queries: { retry: 2, retryDelay: 0 } })
  world.session.gate = () => Promise.reject(new SessionError({ code }))
  const { result } = world.hook(() => useCacheItem(profile, 'ada'))
  await waitFor(() => expect(result.current.error?.code).toBe(code))
  expect(countOf(world)).toBe(times)
})

// StrictMode mounts twice, and the first reading is aborted.
function countOf(world: World): number {
  return world.session.gets.length - 1
}
