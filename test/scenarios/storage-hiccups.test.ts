import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const stored = () => JSON.stringify(world.storage.dump())

describe('storage that fails once while a page loads', () => {
  it('brings nobody back who has signed out', async () => {
    const before = open()
    await world.waitFor(before.tokens.getToken())
    await world.waitFor(before.tokens.signOut())
    before.tab.close()
    await world.advance(10_000)
    world.storage.failNext('connection-lost')
    const { tokens } = open()
    void codeOf(tokens.getToken())
    await world.advance(120_000)
    expect(tokens.sessionState().status).toBe('signed-out')
    expect(tokens.peekToken()).toBeUndefined()
    expect(stored()).toContain('signedOutAt')
    expect(stored()).not.toContain('secret-')
  })

  it('costs the other tabs nothing', async () => {
    const other = open()
    await world.waitFor(other.tokens.getToken())
    await world.advance(5_000)
    world.storage.failNext('connection-lost')
    const { tokens } = open()
    void codeOf(tokens.getToken())
    await world.advance(120_000)
    expect(new Set(other.types())).toEqual(new Set(['token-issued', 'token-renewed', 'token-adopted']))
    expect(tokens.peekToken()?.reveal()).toBe(other.tokens.peekToken()?.reveal())
    expect(stored()).toContain(tokens.peekToken()?.reveal())
  })
})

describe('storage that fails between a request and its answer', () => {
  it('brings nobody back who has signed out in another tab meanwhile', async () => {
    const [first, second] = [open(), open()]
    await world.settle()
    backend.delayMs = 5_000
    void codeOf(first.tokens.getToken())
    await world.advance(1_000)
    world.channels.drop()
    await world.waitFor(second.tokens.signOut())
    world.storage.failNext('aborted', { on: 'transact' })
    await world.advance(5_000)
    expect(first.tokens.peekToken()).toBeUndefined()
  })

  it.each(['unknown-but-written', 'unknown-and-lost'] as const)(
    'leaves one token for all, whatever became of the write (%s)',
    async write => {
      const stores = [open(), open()]
      void codeOf(stores[0]?.tokens.getToken() ?? expect.fail())
      await world.advance(50)
      world.storage.failNext('connection-lost', { on: 'transact', write })
      await world.advance(1_000)
      await world.waitFor(stores[1]?.tokens.getToken() ?? expect.fail())
      await world.advance(120_000)
      expect(new Set(stores.map(({ tokens }) => tokens.peekToken()?.reveal())).size).toBe(1)
      expect(stored()).toContain(stores[0]?.tokens.peekToken()?.reveal())
    },
  )
})

describe('storage that loses its connection while it stores a token', () => {
  it.each(['unknown-but-written', 'unknown-and-lost'] as const)(
    'has it issued once, by one tab (%s)',
    async write => {
      const { tokens, types } = open()
      void codeOf(tokens.getToken())
      await world.advance(50)
      world.storage.failNext('connection-lost', { on: 'transact', write })
      await world.advance(1_000)
      expect(types().filter(type => type.startsWith('token-'))).toEqual(['token-issued'])
      expect(stored()).toContain(secretOf(1))
    },
  )
})

describe('storage that is wiped', () => {
  it('in the middle of a renewal is begun afresh: whoever wiped it may have meant the token', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    backend.delayMs = 3_000
    while (backend.requests.length < 2) await world.advance(100)
    world.storage.wipe()
    await world.advance(3_000)
    expect(tokens.peekToken()).toBeUndefined()
    await world.advance(3_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(3))
    expect(stored()).toContain(secretOf(3))
  })

  it('does not bring back a sign-out of long ago for who has signed in since', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.storage.failNext('quota-exceeded', { on: 'transact', times: 2 })
    await world.waitFor(tokens.signOut())
    await world.advance(60_000)
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    world.storage.wipe()
    expect(await world.waitFor(codeOf(open().tokens.getToken()))).toBe('no error')
  })
})

describe('storage that was planted', () => {
  it('with a newer generation that cannot be read takes the token from nobody who has it', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    const session = tokens.sessionState()
    backend.delayMs = 3_000
    while (backend.requests.length < 2) await world.advance(100)
    if (session.status !== 'active') expect.fail()
    world.storage.plant('hallpass-test', 'token:', { epoch: session.epoch, generation: 99 })
    for (let step = 0; step < 100; step++) {
      await world.advance(100)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(tokens.peekToken()?.generation).toBe(100)
  })
})

describe('a tab that stood still in the middle of storing', () => {
  it.each([100, 200, 300, 400, 500])(
    'has no reason to think that storage is broken (%i ms)',
    async afterMs => {
      world.storage.delay(150, 150)
      const { tab, tokens, types } = open()
      const waiting = tokens.getToken()
      await world.advance(afterMs)
      tab.freeze()
      await world.advance(60_000)
      tab.thaw()
      await world.waitFor(waiting)
      expect(types()).not.toContain('storage-degraded')
    },
  )
})

it('a record that is read is a token again, and no more than that', async () => {
  const first = open()
  const token = await world.waitFor(first.tokens.getToken())
  first.tab.close()
  const again = await world.waitFor(open().tokens.getToken())
  expect([again.reveal(), again.expiresAt, again.subject, again.generation]).toEqual([
    secretOf(1),
    token.expiresAt,
    'ada',
    1,
  ])
})
