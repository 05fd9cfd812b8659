import { describe, expect, it } from 'vitest'
import { World } from '../../test-support/topic/world.js'
import { bytes } from '../codec/bytes.js'
import { json } from '../codec/json.js'
import { createCacheClient } from './create-cache-client.js'
import { DEFAULT_TTL_MS, defineCacheItem } from './define-cache-item.js'

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value)
const profile = defineCacheItem({
  cache: 'profiles',
  key: (user: string, part: number) => `${user}/${part}`,
  codec: json<object>(),
})

function profiles(world: World) {
  return createCacheClient(
    { ...profile, keyOf: (args: [string, number]) => profile.keyOf(...args) },
    world.context,
  )
}

describe('a cache client', () => {
  it('gets, sets and deletes decoded values under the arguments of the key', async () => {
    const world = new World()
    world.service.answers = [
      { outcome: 'hit', value: utf8('{"name":"Ada"}') },
      { outcome: 'done' },
      { outcome: 'done' },
    ]
    const client = profiles(world)
    expect(await client.get(['ada', 1])).toEqual({ name: 'Ada' })
    await client.set(['ada', 2], { name: 'Bob' })
    await client.delete(['ada', 3])
    expect(world.service.calls.map(({ request }) => request)).toEqual([
      { kind: 'get', cache: 'profiles', key: 'ada/1' },
      { kind: 'set', cache: 'profiles', key: 'ada/2', value: utf8('{"name":"Bob"}'), ttlMs: DEFAULT_TTL_MS },
      { kind: 'delete', cache: 'profiles', key: 'ada/3' },
    ])
  })

  it('gives undefined for a miss', async () => {
    const world = new World()
    world.service.answers = [{ outcome: 'miss' }]
    expect(await profiles(world).get(['ada', 1])).toBeUndefined()
  })

  it('lets a call say how long the item lives', async () => {
    const world = new World()
    await profiles(world).set(['ada', 1], {}, { ttlMs: 5_000 })
    expect(world.service.calls[0]?.request).toMatchObject({ ttlMs: 5_000 })
  })

  it('says of an item that does not fit that it is undecodable', async () => {
    const world = new World()
    world.service.answers = [{ outcome: 'hit', value: utf8('nonsense') }]
    await expect(profiles(world).get(['ada', 1])).rejects.toMatchObject({ code: 'undecodable' })
    expect(world.announced).toEqual([{ type: 'item-undecodable', cache: 'profiles' }])
  })

  it('keeps bytes under byte keys as they are', async () => {
    const world = new World()
    const key = Uint8Array.of(0, 255)
    const keyOf = (given: Uint8Array) => given
    const client = createCacheClient({ cache: 'raw', codec: bytes, ttlMs: 1, keyOf }, world.context)
    await client.set(key, Uint8Array.of(1, 2))
    expect(world.service.calls[0]?.request).toMatchObject({ key, value: Uint8Array.of(1, 2) })
  })
})

describe('defineCacheItem', () => {
  it('is text for a day unless told otherwise', () => {
    const item = defineCacheItem({ cache: 'c', key: (name: string) => name })
    expect(item).toMatchObject({ kind: 'cache-item', cache: 'c', ttlMs: 86_400_000, codec: { name: 'text' } })
    expect(defineCacheItem({ cache: 'c', key: () => 'k', ttlMs: 5 }).ttlMs).toBe(5)
  })
})
