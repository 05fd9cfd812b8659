import type { RecordDecision } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from './store-world.js'

// What stored records and their database do to a store, row by row. B32, B33, B35, B36 and B40 are about IndexedDB
// itself: storage-failures.test.ts. B39 would need encryption at rest.

const DATABASE = 'hallpass-test'
const forever = { times: Number.POSITIVE_INFINITY }

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const stored = () => JSON.stringify(world.storage.dump())
const degraded = ({ events }: OpenStore) => events.filter(({ type }) => type === 'storage-degraded')

/** As time passes, a token is there in every moment. */
async function expectServedFor(ms: number, { tokens }: OpenStore): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 500) {
    await world.advance(500)
    expect(tokens.peekToken()).toBeDefined()
  }
}

describe('B31 open() hangs', () => {
  it('costs one deadline, whatever waits for it', async () => {
    world.storage.hang()
    const { tokens } = open()
    const startedAt = world.clock.now()
    await world.waitFor(Promise.all(Array.from({ length: 20 }, () => tokens.getToken())))
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(1_500)
    expect(backend.requests).toHaveLength(1)
  })

  it('leaves a memory that gives way to what storage turns out to hold', async () => {
    const before = open()
    await world.waitFor(before.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(before.tokens.getToken())
    const session = world.storage.dump()[DATABASE]?.session
    before.tab.close()
    world.storage.hang()
    const store = open()
    await world.waitFor(store.tokens.getToken())
    world.storage.recover()
    await expectServedFor(120_000, store)
    expect(world.storage.dump()[DATABASE]?.session).toMatchObject({ epoch: epochOf(session), subject: 'ada' })
    expect(stored()).toContain(store.tokens.peekToken()?.reveal())
  })

  it('leaves a memory that gives way to a sign-out', async () => {
    const signedOut = open()
    await world.waitFor(signedOut.tokens.getToken())
    await world.waitFor(signedOut.tokens.signOut())
    world.storage.hang()
    const { tokens } = open()
    void codeOf(tokens.getToken())
    await world.advance(5_000)
    world.storage.recover()
    await world.advance(120_000)
    expect([tokens.sessionState().status, tokens.peekToken()]).toEqual(['signed-out', undefined])
    expect(stored()).not.toContain('secret-')
  })
})

describe('B34 the connection is lost in the middle of a transaction', () => {
  it.each(['unknown-but-written', 'unknown-and-lost', 'nothing-written'] as const)(
    'is tried once more on another, and no news (%s)',
    async write => {
      world.storage.failNext('connection-lost', { on: 'transact', write })
      const store = open()
      await world.waitFor(store.tokens.getToken())
      await world.settle()
      expect(stored()).toContain(secretOf(1))
      expect([backend.requests.length, degraded(store)]).toEqual([1, []])
    },
  )
})

describe('B37 storage is full', () => {
  it('is rid of tokens that have ended, and holds the new one', async () => {
    const ended = { epoch: 1, generation: 3, secret: 'secret-of-before', issuedAt: 1, lifetimeMs: 60_000 }
    world.storage.plant(DATABASE, 'token:elsewhere', ended)
    await world.waitFor(open().tokens.getToken())
    world.storage.failNext('quota-exceeded', { on: 'write' })
    await world.advance(60_000)
    expect(stored()).not.toContain('secret-of-before')
    expect(stored()).toContain(`secret-${String(backend.requests.length).padStart(4, '0')}`)
  })

  it('for good costs one event, and no token', async () => {
    const store = open()
    await world.waitFor(store.tokens.getToken())
    world.storage.failNext('quota-exceeded', { on: 'write', ...forever })
    await expectServedFor(300_000, store)
    expect(degraded(store)).toMatchObject([{ kind: 'quota-exceeded' }])
    expect(backend.requests.length).toBeLessThanOrEqual(12)
  })
})

describe('B38 the commit is rolled back', () => {
  it('serves the token from memory, and says that nothing was stored', async () => {
    world.storage.failNext('aborted', { on: 'write', ...forever })
    const store = open()
    await expect(world.waitFor(store.tokens.signIn({ subject: 'ada' }))).resolves.toEqual({ stored: false })
    await world.waitFor(store.tokens.getToken())
    await expectServedFor(120_000, store)
    expect(degraded(store)).toMatchObject([{ kind: 'aborted' }])
    expect(stored()).not.toContain('secret-')
  })
})

describe('B41 storage that can be read and never written', () => {
  it.each([100, 3_000, 9_000])('is memory mode (a backend that takes %i ms)', async delayMs => {
    backend.delayMs = delayMs
    world.storage.failNext('unavailable', { on: 'write', ...forever })
    const store = open()
    for (let minute = 0; minute < 5; minute++) {
      expect(await world.waitFor(codeOf(store.tokens.getToken()))).toBe('no error')
      await world.advance(60_000)
    }
    expect(degraded(store)).toHaveLength(1)
    expect(backend.requests.length).toBeLessThanOrEqual(20)
  })

  it('loses no sign-out', async () => {
    world.storage.failNext('unavailable', { on: 'write', ...forever })
    const stores = [open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.waitFor(stores[0]?.tokens.signOut() ?? expect.fail())
    await world.advance(60_000)
    expect(stores.map(({ tokens }) => tokens.sessionState().status)).toEqual(['signed-out', 'signed-out'])
    expect(stores.map(({ tokens }) => tokens.peekToken())).toEqual([undefined, undefined])
  })
})

it('B42 two tabs that count to 300 each have counted to 600', async () => {
  world.storage.delay(1, 20)
  const databases = [1, 2].map(() => world.openTab().environment.storage.open('counted'))
  const increment = ([n]: readonly unknown[]): RecordDecision<number> => {
    const result = Number(n ?? 0) + 1
    return { result, write: 'put', entries: [['n', result]] }
  }
  const counts = databases.flatMap(database =>
    Array.from({ length: 300 }, () => database.transact(['n'], increment, new AbortController().signal)),
  )
  expect(new Set(await world.waitFor(Promise.all(counts))).size).toBe(600)
  expect(world.storage.dump().counted).toEqual({ n: 600 })
})

describe('B43 a tab that crashes between the answer and the commit', () => {
  it('loses nothing: another asks again', async () => {
    const first = open()
    void codeOf(first.tokens.getToken())
    world.storage.delay(50, 50)
    while (backend.requests.length === 0) await world.advance(10)
    await world.advance(backend.delayMs + 10)
    first.tab.crash()
    await world.advance(1_000)
    expect(stored()).not.toContain('secret-')
    const second = open()
    expect((await world.waitFor(second.tokens.getToken())).reveal()).toBe(secretOf(2))
    await world.advance(1_000)
    expect(stored()).toContain(secretOf(2))
  })
})

describe('B44 a write that was torn by a power cut', () => {
  it.each([
    ['half a token', 'token:', { epoch: 5, generation: 2, secret: 'secret-torn' }],
    ['an empty token', 'token:', {}],
    ['half a session', 'session', { subject: 'ada' }],
  ])('leaves %s, which is dropped', async (_, key, record) => {
    world.storage.plant(DATABASE, 'session', { epoch: 5, signedInAt: 1 })
    world.storage.plant(DATABASE, key, record)
    const { tokens } = open()
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    await world.settle()
    expect(stored()).not.toContain('secret-torn')
    expect(stored()).toContain(secretOf(1))
  })
})

describe('a token record of a newer version', () => {
  const newer = {
    v: 2,
    epoch: 5,
    generation: 9,
    secret: 'secret-of-a-newer-version',
    issuedAt: 1,
    lifetimeMs: 1e15,
  }

  beforeEach(() => {
    world.storage.plant(DATABASE, 'session', { epoch: 5, signedInAt: 1 })
    world.storage.plant(DATABASE, 'token:', newer)
  })

  it('is neither used nor overwritten: this tab has a token of its own', async () => {
    const store = open()
    expect((await world.waitFor(store.tokens.getToken())).reveal()).toBe(secretOf(1))
    await expectServedFor(120_000, store)
    expect(world.storage.dump()[DATABASE]?.['token:']).toEqual(newer)
    expect(degraded(store)).toMatchObject([{ kind: 'other-version' }])
  })

  it('ends with the session, in which version soever that is signed out', async () => {
    const store = open()
    await world.waitFor(store.tokens.getToken())
    await world.waitFor(store.tokens.signOut())
    expect(Object.keys(world.storage.dump()[DATABASE] ?? {})).toEqual(['session'])
  })
})

function epochOf(session: unknown): unknown {
  return typeof session === 'object' && session !== null && 'epoch' in session ? session.epoch : undefined
}
