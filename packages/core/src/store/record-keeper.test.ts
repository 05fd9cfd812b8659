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

describe('storage that is full', () => {
  const ended = { epoch: 1, generation: 1, secret: 'ended', issuedAt: 1, lifetimeMs: 1 }

  it('is rid of tokens that have ended, and written once more', async () => {
    world.storage.plant('records', 'token:ended', ended)
    world.storage.failNext('quota-exceeded', { on: 'write' })
    const records = open()
    expect(await records.transact(['key'], putting('a'))).toEqual({ result: 'written', stored: true })
    expect(onDisk()).toEqual({ key: 'a' })
    expect(degraded).toEqual([])
  })

  it('is said so once, however long it lasts and however well it can be read', async () => {
    world.storage.failNext('quota-exceeded', { on: 'write', times: Number.POSITIVE_INFINITY })
    const records = open()
    for (let second = 0; second < 300; second++) {
      await records.transact(['key'], putting(second))
      await records.read(['other'])
      await world.advance(1_000)
    }
    expect(degraded).toEqual(['quota-exceeded'])
  })

  it('is written again at last, and said to be full again if it is', async () => {
    world.storage.failNext('quota-exceeded', { on: 'write', times: 2 })
    const records = open()
    await records.transact(['key'], putting('a'))
    await world.advance(STORAGE_PAUSE_MS)
    expect(await records.transact(['key'], putting('b'))).toMatchObject({ stored: true })
    world.storage.failNext('quota-exceeded', { on: 'write', times: Number.POSITIVE_INFINITY })
    await records.transact(['key'], putting('c'))
    expect(degraded).toEqual(['quota-exceeded', 'quota-exceeded'])
  })

  it('goes on being read: it may hold a sign-out of another tab', async () => {
    world.storage.failNext('quota-exceeded', { on: 'write', times: Number.POSITIVE_INFINITY })
    const records = open()
    await records.transact(['key'], putting('a'))
    world.storage.plant('records', 'session', { epoch: 2, signedOutAt: 1 })
    expect(await records.read(['session'])).toEqual([{ epoch: 2, signedOutAt: 1 }])
  })
})

describe('storage that can be read again', () => {
  it('after no more than a read had failed is tried as before', async () => {
    world.storage.failNext('connection-lost', { on: 'read', times: 2 })
    const records = open()
    await records.read(['key'])
    await world.advance(STORAGE_PAUSE_MS)
    await records.read(['key'])
    world.storage.failNext('connection-lost')
    expect(await records.transact(['key'], putting('a'))).toMatchObject({ stored: true })
  })
})

describe('a sweep', () => {
  const at = () => world.clock.now()
  const token = (issuedAt: number) => ({ epoch: 1, generation: 1, secret: 's', issuedAt, lifetimeMs: 1_000 })

  it('leaves in the database what may still be asked for', async () => {
    world.storage.plant('records', 'session', { epoch: 1 })
    world.storage.plant('records', 'token:old', token(at() - 90_000_000))
    world.storage.plant('records', 'token:live', token(at()))
    await open().sweep()
    expect(Object.keys(onDisk())).toEqual(['session', 'token:live'])
  })

  it('decides of what is there when it deletes', async () => {
    world.storage.plant('records', 'token:old', token(at() - 90_000_000))
    world.storage.delay(10, 10)
    const swept = open().sweep()
    await world.advance(10)
    world.storage.plant('records', 'token:old', token(at()))
    await world.waitFor(swept)
    expect(Object.keys(onDisk())).toEqual(['token:old'])
  })

  it('leaves storage alone that does not work, and never rejects', async () => {
    world.storage.failNext('quota-exceeded', { times: Number.POSITIVE_INFINITY })
    const records = open()
    await expect(records.sweep()).resolves.toBeUndefined()
    world.storage.recover()
    world.storage.plant('records', 'token:old', token(1))
    await records.sweep()
    expect(Object.keys(onDisk())).toEqual(['token:old'])
    expect(degraded).toEqual(['quota-exceeded'])
  })
})

describe('a record of a newer version', () => {
  const newer = { v: 2, ciphertext: 'not ours' }

  beforeEach(() => world.storage.plant('records', 'key', newer))

  it('is not read: memory has its place, and that is said once', async () => {
    const records = open()
    expect(await records.read(['key', 'other'])).toEqual([undefined, undefined])
    expect((await records.transact(['key'], looking)).result).toEqual([undefined])
    await records.transact(['key'], putting('a'))
    expect(await records.read(['key'])).toEqual(['a'])
    expect((await records.transact(['key'], looking)).result).toEqual(['a'])
    expect(degraded).toEqual(['other-version'])
  })

  it('is not overwritten, while other records are', async () => {
    const write = (): RecordDecision<number> => ({
      ...{
        write: 'put',
        entries: [
          ...([
            ['key', 'a'],
            ['other', 'b'],
          ] as const),
        ],
        result: 1,
      },
    })
    await open().transact(['key', 'other'], write)
    expect(onDisk()).toEqual({ key: newer, other: 'b' })
  })

  it('goes when everything is replaced, for its epoch has ended', async () => {
    await open().transact([], replacing)
    expect(onDisk()).toEqual({ other: 1 })
  })

  it('is no news where memory was chosen', async () => {
    expect(await open('memory').read(['key'])).toEqual([undefined])
    expect(degraded).toEqual([])
  })

  it('is read all the same if it is the session: whether somebody signed out is the same in all of them', async () => {
    const session = { v: 2, epoch: 3, signedOutAt: 1 }
    world.storage.plant('records', 'session', session)
    expect(await open().read(['session'])).toEqual([session])
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
