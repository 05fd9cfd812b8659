import { type RecordDatabase, type RecordDecision, StorageFailure } from '@hallpass/core'
import { describe, expect, it, vi } from 'vitest'
import { createTestWorld, type TestWorld } from './create-test-world.js'
import type { FakeTab } from './fake-tab.js'
import type { StorageFaultOptions } from './storage-faults.js'

const never = new AbortController().signal
const putOne = (): RecordDecision<string> => ({ result: 'put', write: 'put', entries: [['a', 1]] })

function setUp(seed = 1): { world: TestWorld; tab: FakeTab; database: RecordDatabase } {
  const world = createTestWorld({ seed })
  const tab = world.openTab()
  return { world, tab, database: tab.environment.storage.open('db') }
}

describe('a storage fault', () => {
  it('strikes once and only what it is meant for', async () => {
    const { world, database } = setUp()
    world.storage.failNext('quota-exceeded', { on: 'transact' })
    expect(await database.read(['a'], never)).toEqual([undefined])
    await expect(database.transact([], putOne, never)).rejects.toEqual(new StorageFailure('quota-exceeded'))
    expect(await database.transact([], putOne, never)).toBe('put')
  })

  it('on writing strikes whoever comes to put a record, and nobody else', async () => {
    const { world, database } = setUp()
    const putNothing = (): RecordDecision<string> => ({
      result: 'put',
      write: 'put',
      entries: [['a', undefined]],
    })
    world.storage.failNext('quota-exceeded', { on: 'write' })
    expect(await database.read(['a'], never)).toEqual([undefined])
    expect(await database.keys(never)).toEqual([])
    expect(await database.transact([], () => ({ result: 1, write: 'nothing' }), never)).toBe(1)
    expect(await database.transact([], putNothing, never)).toBe('put')
    const decide = vi.fn(putOne)
    await expect(database.transact([], decide, never)).rejects.toEqual(new StorageFailure('quota-exceeded'))
    expect(decide).toHaveBeenCalledTimes(1)
    expect(world.storage.dump().db?.a).toBeUndefined()
    expect(await database.transact([], putOne, never)).toBe('put')
  })

  it('strikes as often as told', async () => {
    const { world, database } = setUp()
    world.storage.failNext('unavailable', { times: 2 })
    await expect(database.read(['a'], never)).rejects.toThrow()
    await expect(database.destroy(never)).rejects.toThrow()
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it.each<[NonNullable<StorageFaultOptions['write']>, string, unknown]>([
    ['nothing-written', 'nothing-written', {}],
    ['unknown-and-lost', 'unknown', {}],
    ['unknown-but-written', 'unknown', { db: { a: 1 } }],
  ])('may leave a write %s', async (write, outcome, onDisk) => {
    const { world, database } = setUp()
    world.storage.failNext('connection-lost', { write })
    await expect(database.transact([], putOne, never)).rejects.toMatchObject({
      kind: 'connection-lost',
      outcome,
    })
    expect(world.storage.dump()).toEqual(onDisk)
  })
})

describe('storage that hangs', () => {
  it('rejects when its caller gives up, and writes nothing then', async () => {
    const { world, database } = setUp()
    world.storage.hang()
    const deadline = new AbortController()
    const asked = database.transact([], putOne, deadline.signal)
    await world.advance(60_000)
    deadline.abort()
    await expect(asked).rejects.toEqual(new StorageFailure('hung'))
    world.storage.recover()
    await world.settle()
    expect(world.storage.dump()).toEqual({})
  })

  it('may have written what its caller gave up', async () => {
    const { world, database } = setUp()
    world.storage.hang({ on: 'transact', write: 'unknown-but-written' })
    const deadline = new AbortController()
    const asked = database.transact([], putOne, deadline.signal)
    await world.settle()
    deadline.abort()
    await expect(asked).rejects.toEqual(new StorageFailure('hung', 'unknown'))
    expect(await database.read(['a'], never)).toEqual([1])
  })

  it('does what was not given up once it recovers', async () => {
    const { world, database } = setUp()
    world.storage.hang()
    const asked = database.transact([], putOne, never)
    await world.settle()
    expect(world.storage.dump()).toEqual({})
    world.storage.recover()
    expect(await asked).toBe('put')
  })
})

describe('the disk', () => {
  it('holds what was planted, until it is wiped', async () => {
    const { world, database } = setUp()
    world.storage.plant('db', 'a', { hostile: 1n })
    expect(await database.read(['a'], never)).toEqual([{ hostile: 1n }])
    world.storage.wipe()
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('is written by a frozen tab only when it thaws', async () => {
    const { world, tab, database } = setUp()
    const asked = database.transact([], putOne, never)
    tab.freeze()
    await world.advance(1_000)
    expect(world.storage.dump()).toEqual({})
    tab.thaw()
    expect(await asked).toBe('put')
  })

  it('interleaves tabs by seed when it is slow', async () => {
    const orderOf = async (seed: number): Promise<string> => {
      const { world } = setUp(seed)
      world.storage.delay(1, 100)
      const order: number[] = []
      for (let tab = 0; tab < 8; tab++) {
        const database = world.openTab().environment.storage.open('db')
        database.read([], never).then(() => order.push(tab))
      }
      await world.advance(200)
      return order.join()
    }
    expect(await orderOf(1)).toBe(await orderOf(1))
    expect(await orderOf(1)).not.toBe(await orderOf(2))
  })
})
