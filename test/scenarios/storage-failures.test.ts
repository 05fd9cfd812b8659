import { browserEnvironment, type SessionEvent, type TokenStore } from '@hallpass/core'
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secretOf } from './fake-source.js'
import { createStoreWorld, type OpenStore, type StoreWorld } from './store-world.js'

// The ways in which IndexedDB is known to fail, each done to the store's own use of it.

const DATABASE = 'hallpass-test'
const unhandled: unknown[] = []
const noteUnhandled = (reason: unknown): void => void unhandled.push(reason)

let profile: StoreWorld
let factory: IDBFactory

beforeEach(() => {
  profile = createStoreWorld()
  factory = new IDBFactory()
  vi.stubGlobal('indexedDB', factory)
  unhandled.length = 0
  process.on('unhandledRejection', noteUnhandled)
})

afterEach(async () => {
  await storageAnswers()
  process.off('unhandledRejection', noteUnhandled)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  expect(unhandled).toEqual([])
})

function open(): OpenStore {
  const tab = profile.world.openTab()
  const { storage } = browserEnvironment()
  return { ...profile.open({ environment: { ...tab.environment, storage } }), tab }
}

/** IndexedDB answers in turns of the real event loop; no virtual time passes in them. */
async function storageAnswers(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise(setImmediate)
}

async function pass(ms: number): Promise<void> {
  for (let passedMs = 0; passedMs <= ms; passedMs += 100) {
    await storageAnswers()
    await profile.world.advance(100)
  }
  await storageAnswers()
}

async function firstToken({ tokens }: Pick<OpenStore, 'tokens'>): Promise<string> {
  const waiting = tokens.getToken().then(token => token.reveal())
  await pass(3_000)
  return waiting
}

function rawRequest<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function onDisk(): Promise<string> {
  const raw = await rawRequest(factory.open(DATABASE))
  const records = await rawRequest(raw.transaction('records').objectStore('records').getAll())
  raw.close()
  return JSON.stringify(records)
}

const degraded = (events: readonly SessionEvent[]) =>
  events.flatMap(event => (event.type === 'storage-degraded' ? [event.kind] : []))

function throwing(name: string): () => never {
  return () => {
    throw new DOMException('', name)
  }
}

/** Rolls back the transaction of every write with this error, as a browser does at commit. */
function rollBackWrites(errorName: string) {
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    Object.defineProperty(this.transaction, 'error', { value: new DOMException('', errorName) })
    this.transaction.abort()
    return {} as never
  })
}

/** `open()` fails with this error as soon as it is asked. */
function failOpening(errorName: string): void {
  vi.spyOn(factory, 'open').mockImplementation(() => {
    const request = { error: new DOMException('', errorName), onerror: () => {} }
    setImmediate(() => request.onerror())
    return request as never
  })
}

async function expectMemoryMode(store: OpenStore, kind: string): Promise<void> {
  expect(await firstToken(store)).toBe(secretOf(1))
  await pass(60_000)
  expect(store.tokens.peekToken()).toBeDefined()
  expect(degraded(store.events)).toEqual([kind])
}

/** Renewals stored again: the newest token of this tab is on the disk. */
async function expectStoredAgain(tokens: TokenStore): Promise<void> {
  await pass(60_000)
  expect(await onDisk()).toContain(tokens.peekToken()?.reveal() ?? 'no token')
}

describe('connection to the IndexedDB server lost', () => {
  it('on one handle › it is dropped, and another is opened, once', async () => {
    const store = open()
    await firstToken(store)
    const opened = vi.spyOn(factory, 'open')
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(throwing('UnknownError'))
    await pass(60_000)
    expect([opened.mock.calls.length, degraded(store.events)]).toEqual([1, []])
    expect(await onDisk()).toContain(store.tokens.peekToken()?.reveal())
  })

  it('on every handle › memory serves, storage is tried again, no token is lost', async () => {
    const store = open()
    await firstToken(store)
    const transaction = vi
      .spyOn(IDBDatabase.prototype, 'transaction')
      .mockImplementation(throwing('UnknownError'))
    for (let passedMs = 0; passedMs < 90_000; passedMs += 5_000) {
      await pass(5_000)
      expect(store.tokens.peekToken()).toBeDefined()
    }
    expect(degraded(store.events)).toEqual(['connection-lost'])
    transaction.mockRestore()
    await expectStoredAgain(store.tokens)
  })
})

describe('open() that never settles', () => {
  it('costs a deadline, and what opens late is closed', async () => {
    const late = await rawRequest(factory.open('late'))
    const close = vi.spyOn(late, 'close')
    const requests: Partial<IDBOpenDBRequest>[] = []
    const silent = vi.spyOn(factory, 'open').mockImplementation(() => {
      const request: Partial<IDBOpenDBRequest> = { result: late as never }
      requests.push(request)
      return request as never
    })
    const store = open()
    await expectMemoryMode(store, 'hung')
    silent.mockRestore()
    for (const request of requests) request.onsuccess?.call(request as never, new Event('success'))
    await storageAnswers()
    expect(close).toHaveBeenCalledTimes(requests.length)
    await expectStoredAgain(store.tokens)
  })
})

describe('open() that is blocked', () => {
  it('by a tab that holds an older version › memory serves until it lets go', async () => {
    const holder = await rawRequest(factory.open(DATABASE))
    const upgrade = factory.open(DATABASE, 2)
    upgrade.onupgradeneeded = () => upgrade.result.createObjectStore('records')
    upgrade.onsuccess = () => upgrade.result.close()
    const store = open()
    await expectMemoryMode(store, 'hung')
    holder.close()
    await expectStoredAgain(store.tokens)
  })

  it('by this store is never blocked: a newer version closes its connection at once', async () => {
    const store = open()
    await firstToken(store)
    const upgrade = factory.open(DATABASE, 2)
    upgrade.onblocked = () => expect.fail('blocked')
    const raw = await rawRequest(upgrade)
    raw.close()
    await expectStoredAgain(store.tokens)
    expect(degraded(store.events)).toEqual([])
  })
})

it('a private window that refuses to open a database › memory mode, and one event', async () => {
  failOpening('InvalidStateError')
  await expectMemoryMode(open(), 'connection-lost')
})

it('a record that cannot be cloned › memory mode, and one event', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(throwing('DataCloneError'))
  await expectMemoryMode(open(), 'aborted')
})

describe('quota exceeded', () => {
  it('by every write › the token stays in memory, and one event tells', async () => {
    const before = open()
    await firstToken(before)
    before.tokens.dispose()
    await pass(60_000)
    rollBackWrites('QuotaExceededError')
    const store = open()
    await firstToken(store)
    await pass(120_000)
    expect(store.tokens.peekToken()).toBeDefined()
    expect(degraded(store.events)).toEqual(['quota-exceeded'])
  })

  it('once › records of ours that have ended make room, and the token is stored', async () => {
    const raw = factory.open(DATABASE)
    raw.onupgradeneeded = () => {
      const records = raw.result.createObjectStore('records')
      const ended = { epoch: 1, generation: 1, secret: 'ended-secret', issuedAt: 1, lifetimeMs: 1 }
      records.put({ epoch: 1 }, 'session')
      records.put(ended, 'token:elsewhere')
    }
    ;(await rawRequest(raw)).close()
    const full = rollBackWrites('QuotaExceededError')
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(function (this: IDBObjectStore, key) {
      full.mockRestore()
      return this.delete(key)
    })
    const store = open()
    await firstToken(store)
    expect(degraded(store.events)).toEqual([])
    expect(await onDisk()).toContain(secretOf(1))
    expect(await onDisk()).not.toContain('ended-secret')
  })
})

it('a database that was evicted › absence is normal: a token is asked for', async () => {
  const before = open()
  await firstToken(before)
  before.tokens.dispose()
  await storageAnswers()
  await rawRequest(factory.deleteDatabase(DATABASE))
  const store = open()
  expect(await firstToken(store)).toBe(secretOf(2))
  expect([store.tokens.sessionState().status, degraded(store.events)]).toEqual(['active', []])
})

it('site data cleared while the database is open › it is opened again, empty, and nobody is signed out', async () => {
  const opened = vi.spyOn(factory, 'open')
  const store = open()
  await firstToken(store)
  const connection: IDBDatabase = opened.mock.results[0]?.value.result
  connection.close()
  await rawRequest(factory.deleteDatabase(DATABASE))
  connection.onclose?.call(connection as never, new Event('close'))
  await expectStoredAgain(store.tokens)
  expect([store.tokens.sessionState().status, degraded(store.events)]).toEqual(['active', []])
})

it('a transaction that ends under the writer › what it wrote is not counted as stored', async () => {
  const put = vi
    .spyOn(IDBObjectStore.prototype, 'put')
    .mockImplementation(throwing('TransactionInactiveError'))
  const store = open()
  await expectMemoryMode(store, 'aborted')
  put.mockRestore()
  await expectStoredAgain(store.tokens)
})

it('a database without its store, from an upgrade half made › it is created again, once', async () => {
  const raw = await rawRequest(factory.open(DATABASE))
  raw.close()
  const deleted = vi.spyOn(factory, 'deleteDatabase')
  const store = open()
  expect(await firstToken(store)).toBe(secretOf(1))
  expect(await onDisk()).toContain(secretOf(1))
  expect([deleted.mock.calls.length, degraded(store.events)]).toEqual([1, []])
})

describe('writes that nobody waits for', () => {
  it.each(['UnknownError', 'AbortError', 'QuotaExceededError', 'TimeoutError'])(
    'and that fail (%s) leave no rejection unhandled',
    async errorName => {
      rollBackWrites(errorName)
      const { tokens } = open()
      void tokens.getToken().catch(() => {})
      await pass(30_000)
      void tokens.signOut()
      tokens.dispose()
      await pass(10_000)
      expect(unhandled).toEqual([])
    },
  )
})

describe('no IndexedDB', () => {
  it.each([
    ['at all, as on a server', () => vi.stubGlobal('indexedDB', undefined)],
    ['for a sandboxed frame', () => vi.spyOn(factory, 'open').mockImplementation(throwing('SecurityError'))],
    ['where the very look at it throws', throwOnAccess],
  ])('%s › memory mode, and one event', async (_, arrange) => {
    arrange()
    await expectMemoryMode(open(), 'unavailable')
  })

  function throwOnAccess(): void {
    const get = throwing('SecurityError')
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get })
  }
})

it('a page back from the back-forward cache › its connection is used, or opened again if it died', async () => {
  const opened = vi.spyOn(factory, 'open')
  const store = open()
  await firstToken(store)
  store.tab.freeze()
  const connection: IDBDatabase = opened.mock.results[0]?.value.result
  connection.close()
  await pass(30_000)
  store.tab.thaw()
  await expectStoredAgain(store.tokens)
  expect(degraded(store.events)).toEqual([])
})
