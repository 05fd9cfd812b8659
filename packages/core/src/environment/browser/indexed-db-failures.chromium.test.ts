import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordDatabase, RecordDecision } from '../storage.js'
import { indexedDbStorage } from './indexed-db-storage.js'

// What a real browser does to databases, done for real.

const never = new AbortController().signal
const putOne = (): RecordDecision<string> => ({ result: 'put', write: 'put', entries: [['a', 1]] })

let name: string
let database: RecordDatabase

beforeEach(() => {
  name = `failures-${crypto.randomUUID()}`
  database = indexedDbStorage.open(name)
})

afterEach(async () => {
  database.close()
  await settled(indexedDB.deleteDatabase(name))
})

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function notBlocked(request: IDBOpenDBRequest): Promise<unknown> {
  request.onblocked = () => expect.fail('blocked')
  return settled(request)
}

describe('a connection of ours', () => {
  it('makes way at once for whoever deletes the database, and is opened again', async () => {
    await database.transact([], putOne, never)
    await notBlocked(indexedDB.deleteDatabase(name))
    expect(await database.read(['a'], never)).toEqual([undefined])
    expect(await database.transact([], putOne, never)).toBe('put')
  })

  it('makes way at once for a newer version, and works with what that left', async () => {
    await database.transact([], putOne, never)
    const newer = indexedDB.open(name, 2)
    newer.onupgradeneeded = () => newer.result.createObjectStore('of a newer version')
    await notBlocked(newer)
    newer.result.close()
    expect(await database.read(['a'], never)).toEqual([1])
  })

  it('waits no longer than its caller for a tab that does not make way', async () => {
    const stubborn = indexedDB.open(name)
    stubborn.onupgradeneeded = () => stubborn.result.createObjectStore('records')
    await settled(stubborn)
    const deletion = settled(indexedDB.deleteDatabase(name))
    const asked = database.transact([], putOne, AbortSignal.timeout(100))
    await expect(asked).rejects.toMatchObject({ kind: 'hung' })
    stubborn.result.close()
    await deletion
    expect(await database.transact(['a'], putOne, never)).toBe('put')
  })
})

it('a database without its store is created again', async () => {
  const bare = indexedDB.open(name)
  await settled(bare)
  bare.result.close()
  expect(await database.transact([], putOne, never)).toBe('put')
  expect(await database.read(['a'], never)).toEqual([1])
})

it('a transaction over three hundred records stays active until it is decided', async () => {
  const keys = Array.from({ length: 300 }, (_, index) => `token:${10_000 + index}`)
  const all = keys.map(key => [key, { key }] as const)
  await database.transact([], () => ({ result: 0, write: 'put', entries: all }), never)
  const listed = await database.keys(never)
  expect(listed).toEqual(keys)
  const gone = listed.map(key => [key, undefined] as const)
  const count = await database.transact(
    listed,
    records => ({ result: records.length, write: 'put', entries: gone }),
    never,
  )
  expect(count).toBe(300)
  expect(await database.keys(never)).toEqual([])
})

it('a record that cannot be cloned leaves everything as it was', async () => {
  await database.transact([], putOne, never)
  const decision = { result: 1, write: 'replace-all', entries: [['b', () => {}]] } as const
  await expect(database.transact([], () => decision, never)).rejects.toMatchObject({ kind: 'aborted' })
  expect(await database.read(['a', 'b'], never)).toEqual([1, undefined])
})

it('asking for storage that lasts comes to an answer', async () => {
  expect(typeof (await indexedDbStorage.persist?.())).toBe('boolean')
})
