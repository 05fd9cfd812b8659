import { SessionError } from '@hallpass/core'
import { skipToken } from '@tanstack/react-query'
import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { profile } from '../test-support/definitions.js'
import { createGate } from '../test-support/gate.js'
import { happens, World } from '../test-support/render-with-session.js'
import { useCacheItem } from './use-cache-item.js'
import { type UseSetCacheItemOptions, useSetCacheItem } from './use-set-cache-item.js'

const ada = 'profiles/ada'
const refuse = () => Promise.reject(new SessionError({ code: 'not-permitted' }))

/** A component that shows the item and sets it, after it was read once. */
async function shown(options?: UseSetCacheItemOptions<{ readonly color: string }>) {
  const world = new World()
  world.session.items.set(ada, '{"color":"green"}')
  const { result } = world.hook(() => ({
    item: useCacheItem(profile, 'ada', { staleTime: Number.POSITIVE_INFINITY }),
    set: useSetCacheItem(profile, 'ada', options),
  }))
  await waitFor(() => expect(result.current.item.data).toEqual({ color: 'green' }))
  return { world, result, reads: world.session.gets.length }
}

test('what was written is shown without being read anew', async () => {
  const { world, result, reads } = await shown()
  await happens(() => result.current.set.mutateAsync({ color: 'red' }))
  await waitFor(() => expect(result.current.item.data).toEqual({ color: 'red' }))
  expect(world.session.items.get(ada)).toBe('{"color":"red"}')
  expect(world.session.gets).toHaveLength(reads)
})

test('nothing is shown before it is written, nor when it could not be', async () => {
  const { world, result } = await shown()
  const gate = createGate()
  world.session.gate = () => gate.opened
  await happens(() => result.current.set.mutate({ color: 'red' }))
  expect(result.current.item.data).toEqual({ color: 'green' })
  await happens(() => gate.fail(new SessionError({ code: 'not-permitted' })))
  await waitFor(() => expect(result.current.set.error?.code).toBe('not-permitted'))
  expect(result.current.item.data).toEqual({ color: 'green' })
})

test('optimistic, it is shown at once and taken back when the write fails', async () => {
  const { world, result, reads } = await shown({ optimistic: true })
  const gate = createGate()
  world.session.gate = () => gate.opened
  await happens(() => result.current.set.mutate({ color: 'red' }))
  await waitFor(() => expect(result.current.item.data).toEqual({ color: 'red' }))
  world.session.gate = async () => undefined
  await happens(() => gate.fail(new SessionError({ code: 'unavailable', retryAt: 1 })))
  await waitFor(() => expect(result.current.item.data).toEqual({ color: 'green' }))
  await waitFor(() => expect(world.session.gets.length).toBeGreaterThan(reads))
})

test('optimistic, an item not read yet is read anew when the write fails', async () => {
  const world = new World()
  world.session.gate = refuse
  const { result } = world.hook(() => ({
    item: useCacheItem(profile, 'ada', { enabled: false }),
    set: useSetCacheItem(profile, 'ada', { optimistic: true }),
  }))
  await happens(() => result.current.set.mutateAsync({ color: 'red' }).catch(() => undefined))
  await waitFor(() => expect(result.current.set.status).toBe('error'))
  expect(result.current.item.data).toBeUndefined()
})

test('an answer that was on its way before the write does not show the older value', async () => {
  const { world, result } = await shown()
  const gate = createGate()
  world.session.gate = () => gate.opened
  await happens(() => void result.current.item.refetch())
  world.session.gate = async () => undefined
  await happens(() => result.current.set.mutateAsync({ color: 'red' }))
  world.session.items.set(ada, '{"color":"green"}')
  await happens(() => gate.open())
  expect(result.current.item.data).toEqual({ color: 'red' })
})

test('a write that ends after its identity is shown to nobody: the next one reads for itself', async () => {
  const { world, result } = await shown()
  const gate = createGate()
  world.session.gate = () => gate.opened
  await happens(() => result.current.set.mutate({ color: 'red' }))
  world.session.gate = async () => undefined
  world.session.items.clear()
  await happens(() => {
    world.session.tokens.session = { status: 'active', epoch: 2, subject: 'bob', identity: 'verified' }
  })
  await waitFor(() => expect(result.current.item.data).toBeNull())
  const reads = world.session.gets.length
  await happens(() => gate.open())
  await waitFor(() => expect(result.current.item.data).toEqual({ color: 'red' }))
  expect(world.session.gets).toHaveLength(reads + 1)
  const owners = world.client.getQueryCache().getAll()
  expect(owners.map(query => query.queryKey[2])).toEqual([2])
})

test('nothing is written while an argument is skipToken', async () => {
  const { result } = new World().hook(() => useSetCacheItem(profile, skipToken))
  await happens(() => expect(result.current.mutateAsync({ color: 'red' })).rejects.toThrow(TypeError))
})
