import { createTestWorld, type TestWorld } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RecordDecision } from '../environment/storage.js'
import { STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS } from '../session/renewal-schedule.js'
import { createRecordKeeper, type RecordKeeper } from './record-keeper.js'

let world: TestWorld
let degraded: string[]

beforeEach(() => {
  world = createTestWorld()
  degraded = []
})

function open(storage: 'indexeddb' | 'memory' = 'indexeddb'): RecordKeeper {
  const { environment } = world.openTab()
  const database = environment.storage.open('records')
  return createRecordKeeper({ database, environment, storage, onDegraded: kind => degraded.push(kind) })
}

const putting = (record: unknown) => (): RecordDecision<string> => ({
  ...{ write: 'put', entries: [['key', record]], result: 'written' },
})
const replacing = (): RecordDecision<string> => ({
  write: 'replace-all',
  entries: [['other', 1]],
  result: 'replaced',
})
const seen: unknown[] = []
const looking = (records: readonly unknown[]): RecordDecision<unknown> => {
  seen.push(records)
  return { write: 'nothing', result: records }
}
const onDisk = () => world.storage.dump().records ?? {}

describe('while the database works', () => {
  it('records are in it, for every tab', async () => {
    const [one, other] = [open(), open()]
    expect(await one.transact(['key'], putting('a'))).toEqual({ result: 'written', stored: true })
    expect(await other.read(['key', 'more'])).toEqual(['a', undefined])
  })

  it('a decision is made of what is there in that moment', async () => {
    const [one, other] = [open(), open()]
    await one.transact(['key'], putting('a'))
    await other.transact(['key'], putting('b'))
    expect((await one.transact(['key', 'more'], looking)).result).toEqual(['b', undefined])
  })

  it('nothing is said of it', async () => {
    await open().transact(['key'], putting('a'))
    expect(degraded).toEqual([])
  })
})

describe('when the database fails', () => {
  const kinds = ['unavailable', 'connection-lost', 'quota-exceeded', 'aborted'] as const

  it.each(kinds)('memory takes its place, and that is said once (%s)', async kind => {
    world.storage.failNext(kind, { times: Number.POSITIVE_INFINITY })
    const records = open()
    expect(await records.transact(['key'], putting('a'))).toEqual({ result: 'written', stored: false })
    expect(await records.read(['key'])).toEqual(['a'])
    expect(await records.transact(['key'], putting('b'))).toMatchObject({ stored: false })
    expect(degraded).toEqual([kind])
    expect(onDisk()).toEqual({})
  })

  it.each(['read', 'transact', 'destroy'] as const)(
    'nobody waits longer than a second for it to %s',
    async operation => {
      world.storage.hang()
      const records = open()
      const startedAt = world.clock.monotonicMs()
      const calls: Record<typeof operation, () => Promise<unknown>> = {
        read: () => records.read(['key']),
        transact: () => records.transact(['key'], looking),
        destroy: () => records.destroy(),
      }
      await world.waitFor(calls[operation]())
      expect(world.clock.monotonicMs() - startedAt).toBe(1_000)
      expect(degraded).toEqual(['hung'])
    },
  )

  it('memory knows what was read and written before', async () => {
    const records = open()
    await records.transact(['key'], putting('a'))
    await open().transact(['elsewhere'], () => ({ write: 'put', entries: [['elsewhere', 'b']], result: 1 }))
    await records.read(['elsewhere'])
    world.storage.failNext('connection-lost', { times: 2 })
    expect(await records.read(['key', 'elsewhere'])).toEqual(['a', 'b'])
  })

  it('memory forgets with it when everything is replaced', async () => {
    const records = open()
    await records.transact(['key'], putting('a'))
    await records.transact([], replacing)
    world.storage.failNext('connection-lost', { times: 2 })
    expect(await records.read(['key', 'other'])).toEqual([undefined, 1])
  })

  it('what is then decided is decided of memory, once more', async () => {
    const records = open()
    await records.transact(['key'], putting('a'))
    world.storage.failNext('aborted', { on: 'transact', times: 2 })
    expect(await records.transact(['key'], looking)).toEqual({ result: ['a'], stored: false })
  })

  it.each(kinds)('it is tried once more before that, and once is no news (%s)', async kind => {
    world.storage.failNext(kind)
    const records = open()
    expect(await records.transact(['key'], putting('a'))).toEqual({ result: 'written', stored: true })
    expect(degraded).toEqual([])
  })

  it('it is left alone for a while, and then used again', async () => {
    const records = open()
    world.storage.failNext('connection-lost', { times: 2 })
    await records.transact(['key'], putting('a'))
    await world.advance(STORAGE_PAUSE_MS - 1)
    await records.transact(['key'], putting('b'))
    expect(onDisk()).toEqual({})
    await world.advance(1)
    expect(await records.transact(['key'], putting('c'))).toMatchObject({ stored: true })
    expect(onDisk()).toEqual({ key: 'c' })
  })

  it('it is left alone for longer each time it fails again, half a minute at most', async () => {
    const records = open()
    world.storage.failNext('connection-lost', { times: 10 })
    let pausesMs = 0
    for (let failure = 0; failure < 9; failure++) {
      await records.read(['key'])
      const pauseMs = Math.min(STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS * 2 ** failure)
      await world.advance(pauseMs)
      pausesMs += pauseMs
    }
    expect(await records.transact(['key'], putting('c'))).toMatchObject({ stored: true })
    expect(world.clock.monotonicMs()).toBe(pausesMs)
    expect(degraded).toEqual(['connection-lost'])
  })

  it('the pause is counted by the clock that never goes back', async () => {
    const records = open()
    world.storage.failNext('connection-lost', { times: 2 })
    await records.read(['key'])
    world.jumpWallClock(-3_600_000)
    await world.advance(STORAGE_PAUSE_MS)
    expect(await records.transact(['key'], putting('c'))).toMatchObject({ stored: true })
  })
})

describe('a write of which nobody knows whether it happened', () => {
  it.each(['unknown-but-written', 'unknown-and-lost'] as const)(
    '(%s) is read back before it is decided anew',
    async write => {
      const records = open()
      world.storage.failNext('connection-lost', { on: 'transact', write })
      seen.length = 0
      const lookAndPut = (stored: readonly unknown[]): RecordDecision<string> => {
        seen.push(stored)
        return putting('a')()
      }
      expect(await records.transact(['key'], lookAndPut)).toMatchObject({ stored: true })
      expect(seen.at(-1)).toEqual([write === 'unknown-but-written' ? 'a' : undefined])
    },
  )

  it('that comes through after its deadline leaves no trace in memory', async () => {
    const records = open()
    world.storage.hang({ on: 'transact' })
    await world.waitFor(records.transact(['key'], putting('a')))
    world.storage.recover()
    await world.advance(STORAGE_PAUSE_MS)
    expect(await records.read(['key'])).toEqual([onDisk().key])
  })
})

describe('where memory was chosen', () => {
  const signingOut = (): RecordDecision<string> => ({
    ...{ write: 'replace-all', entries: [['session', 'tombstone']], result: 'written' },
  })

  it('tokens stay in this tab, and decisions see both', async () => {
    const records = open('memory')
    await records.transact(['key'], putting('a'))
    expect(await records.read(['key'])).toEqual(['a'])
    await open().transact(['session'], () => ({ write: 'put', entries: [['session', 'b']], result: 1 }))
    expect((await records.transact(['session', 'key'], looking)).result).toEqual(['b', 'a'])
    expect(onDisk()).toEqual({ session: 'b' })
  })

  it('who is signed in is in the database, for every tab', async () => {
    const records = open('memory')
    await records.transact(['key'], putting('a'))
    expect(await records.transactInDatabase(['session'], signingOut)).toEqual({
      result: 'written',
      stored: true,
    })
    expect(onDisk()).toEqual({ session: 'tombstone' })
    expect(await records.read(['session', 'key'])).toEqual(['tombstone', undefined])
  })

  it('a database that fails is no news', async () => {
    world.storage.failNext('unavailable', { times: 2 })
    expect(await open('memory').transactInDatabase(['session'], signingOut)).toMatchObject({ stored: false })
    expect(degraded).toEqual([])
  })
})

it('destroying it never rejects', async () => {
  world.storage.failNext('unavailable', { times: 2 })
  await expect(open().destroy()).resolves.toBeUndefined()
  expect(degraded).toEqual(['unavailable'])
})
