import { IDBDatabase, IDBFactory, IDBObjectStore, IDBTransaction } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordDatabase, RecordDecision } from '../storage.js'
import { indexedDbStorage } from './indexed-db-storage.js'

const never = new AbortController().signal
const putOne: () => RecordDecision<string> = () => ({ result: 'put', write: 'put', entries: [['a', 1]] })

let factory: IDBFactory
let database: RecordDatabase

beforeEach(() => {
  factory = new IDBFactory()
  vi.stubGlobal('indexedDB', factory)
  database = indexedDbStorage.open('db')
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A connection that is not ours, as of an older version of some other code, or of a test. */
function openRaw(upgrade: (raw: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
  return new Promise(resolve => {
    const request = factory.open('db')
    request.onupgradeneeded = () => upgrade(request.result)
    request.onsuccess = () => resolve(request.result)
  })
}

function throwing(name: string): () => never {
  return () => {
    throw new DOMException('', name)
  }
}

function refuse(): void {
  vi.spyOn(factory, 'open').mockImplementation(throwing('SecurityError'))
  vi.spyOn(factory, 'deleteDatabase').mockImplementation(throwing('SecurityError'))
}

/** Rolls back the transaction of the next write with this error, as a browser does at commit. */
function rollBackNextWrite(errorName: string): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore) {
    Object.defineProperty(this.transaction, 'error', { value: new DOMException('', errorName) })
    this.transaction.abort()
    return {} as never
  })
}

describe('opening', () => {
  it('touches nothing until the first call', () => {
    const open = vi.spyOn(factory, 'open')
    indexedDbStorage.open('other')
    expect(open).not.toHaveBeenCalled()
  })

  it('opens one connection for calls at the same time', async () => {
    const open = vi.spyOn(factory, 'open')
    await Promise.all([database.read(['a'], never), database.transact([], putOne, never)])
    await database.read(['a'], never)
    expect(open).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['absent', () => vi.stubGlobal('indexedDB', undefined)],
    ['null', () => vi.stubGlobal('indexedDB', null)],
    ['refused', refuse],
  ])('rejects as unavailable where IndexedDB is %s', async (_, arrange) => {
    arrange()
    const unavailable = { name: 'StorageFailure', kind: 'unavailable', outcome: 'nothing-written' }
    await expect(database.read(['a'], never)).rejects.toMatchObject(unavailable)
    await expect(database.keys(never)).rejects.toMatchObject(unavailable)
    await expect(database.transact([], putOne, never)).rejects.toMatchObject(unavailable)
    await expect(database.destroy(never)).rejects.toMatchObject({ kind: 'unavailable' })
  })

  it('rejects as unavailable where the very getter throws', async () => {
    vi.unstubAllGlobals()
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: throwing('SecurityError') })
    await expect(database.read(['a'], never)).rejects.toMatchObject({ kind: 'unavailable' })
    Reflect.deleteProperty(globalThis, 'indexedDB')
  })

  it('rejects as hung when its caller gives up, closes what opens late, and opens anew', async () => {
    const late = await openRaw(raw => raw.createObjectStore('records'))
    const close = vi.spyOn(late, 'close')
    const request: Partial<IDBOpenDBRequest> = {}
    vi.spyOn(factory, 'open').mockReturnValueOnce(request as never)
    const deadline = new AbortController()
    const asked = database.transact([], putOne, deadline.signal)
    deadline.abort()
    await expect(asked).rejects.toMatchObject({ kind: 'hung' })
    expect(await database.read(['a'], never)).toEqual([undefined])
    Object.assign(request, { result: late })
    request.onsuccess?.call(late as never, new Event('success'))
    await Promise.resolve()
    await Promise.resolve()
    expect(close).toHaveBeenCalledTimes(1)
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('recreates a database that has lost its store', async () => {
    const raw = await openRaw()
    raw.close()
    expect(await database.transact([], putOne, never)).toBe('put')
    expect(await database.read(['a'], never)).toEqual([1])
  })
})

describe('a connection that dies', () => {
  it.each(['InvalidStateError', 'UnknownError'])('is opened again once after %s', async errorName => {
    await database.transact([], putOne, never)
    const open = vi.spyOn(factory, 'open')
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(throwing(errorName))
    expect(await database.read(['a'], never)).toEqual([1])
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('rejects as lost when the new one dies too, and is tried again by the next call', async () => {
    await database.transact([], putOne, never)
    vi.spyOn(IDBDatabase.prototype, 'transaction')
      .mockImplementationOnce(throwing('UnknownError'))
      .mockImplementationOnce(throwing('UnknownError'))
    await expect(database.transact([], putOne, never)).rejects.toMatchObject({ kind: 'connection-lost' })
    expect(await database.read(['a'], never)).toEqual([1])
  })

  it('under a write leads to a new decision over what is there then', async () => {
    rollBackNextWrite('UnknownError')
    const decide = vi.fn(putOne)
    expect(await database.transact(['a'], decide, never)).toBe('put')
    expect(decide).toHaveBeenCalledTimes(2)
  })

  it('under a write and then for good leaves in doubt what was written', async () => {
    rollBackNextWrite('UnknownError')
    const open = vi.spyOn(factory, 'open')
    await database.read(['a'], never)
    open.mockImplementation(throwing('SecurityError'))
    await expect(database.transact(['a'], putOne, never)).rejects.toMatchObject({
      kind: 'connection-lost',
      outcome: 'unknown',
    })
  })

  it('is opened again once for all calls that found it dead', async () => {
    await database.transact([], putOne, never)
    const open = vi.spyOn(factory, 'open')
    vi.spyOn(IDBDatabase.prototype, 'transaction')
      .mockImplementationOnce(throwing('InvalidStateError'))
      .mockImplementationOnce(throwing('InvalidStateError'))
    expect(await Promise.all([database.read(['a'], never), database.read(['a'], never)])).toEqual([[1], [1]])
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('is not used any more once the browser said that it closed it', async () => {
    const open = vi.spyOn(factory, 'open')
    await database.transact([], putOne, never)
    const connection = open.mock.results[0]?.value.result
    connection?.close()
    connection?.onclose?.(new Event('close'))
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    expect(await database.read(['a'], never)).toEqual([1])
    expect(transaction).toHaveBeenCalledTimes(1)
  })
})

describe('a transaction', () => {
  it.each([
    ['QuotaExceededError', 'quota-exceeded'],
    ['AbortError', 'aborted'],
  ])('rolled back with %s rejects as %s', async (errorName, kind) => {
    rollBackNextWrite(errorName)
    await expect(database.transact(['a'], putOne, never)).rejects.toMatchObject({
      kind,
      outcome: 'nothing-written',
    })
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('with a record that cannot be stored writes none of them', async () => {
    const decision = putEntries([
      ['a', 1],
      ['b', () => {}],
    ])
    await expect(database.transact([], decision, never)).rejects.toMatchObject({ kind: 'aborted' })
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('that its caller gives up while it can be rolled back is', async () => {
    await expect(transactAndGiveUp()).rejects.toMatchObject({ kind: 'hung' })
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('that its caller gives up while it commits leaves in doubt what was written', async () => {
    vi.spyOn(IDBTransaction.prototype, 'abort').mockImplementation(throwing('InvalidStateError'))
    await expect(transactAndGiveUp()).rejects.toMatchObject({ kind: 'hung', outcome: 'unknown' })
  })

  it('keeps its connection when decide throws', async () => {
    const open = vi.spyOn(factory, 'open')
    const undecided = (): never => {
      throw new RangeError('undecided')
    }
    await expect(database.transact(['a'], undecided, never)).rejects.toThrow(RangeError)
    await database.read(['a'], never)
    expect(open).toHaveBeenCalledTimes(1)
  })
})

it('lists three hundred keys and no more, in their order', async () => {
  const many = Array.from({ length: 400 }, (_, index) => `token:${10_000 + index}`)
  await database.transact([], putEntries([['session', 1], ...many.map(key => [key, 1] as const)]), never)
  expect(await database.keys(never)).toEqual(['session', ...many.slice(0, 299)])
})

describe('destroying', () => {
  it('waits for whoever does not let go, as long as its caller does', async () => {
    const stubborn = await openRaw(raw => raw.createObjectStore('records'))
    const deadline = new AbortController()
    const asked = database.destroy(deadline.signal)
    await new Promise(resolve => setTimeout(resolve, 5))
    deadline.abort()
    await expect(asked).rejects.toMatchObject({ kind: 'hung', outcome: 'unknown' })
    stubborn.close()
    expect(await database.read(['a'], never)).toEqual([undefined])
  })

  it('is not held up by connections of ours', async () => {
    const other = indexedDbStorage.open('db')
    await Promise.all([database.transact([], putOne, never), other.read(['a'], never)])
    await other.destroy(never)
    expect(await factory.databases()).toEqual([])
  })
})

function transactAndGiveUp(): Promise<string> {
  const deadline = new AbortController()
  const decide = (): RecordDecision<string> => {
    deadline.abort()
    return putOne()
  }
  return database.transact(['a'], decide, deadline.signal)
}

function putEntries(entries: readonly (readonly [string, unknown])[]): () => RecordDecision<string> {
  return () => ({ result: 'put', write: 'put', entries })
}
