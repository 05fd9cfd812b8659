import type { Environment } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

/** An environment that counts what is read of its storage. */
function counting(environment: Environment) {
  const count = { operations: 0 }
  const storage: Environment['storage'] = {
    open(name) {
      const database = environment.storage.open(name)
      return {
        ...database,
        read: (keys, signal) => {
          count.operations++
          return database.read(keys, signal)
        },
        transact: (keys, decide, signal) => {
          count.operations++
          return database.transact(keys, decide, signal)
        },
      }
    },
  }
  return { count, environment: { ...environment, storage } }
}

const forgeries: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['text', 'records-changed'],
  ['a number', 7],
  ['a token', { type: 'token', token: 'planted-secret', expiresAt: 4e12 }],
  ['a sign-out', { type: 'signed-out', epoch: 9e15 }],
  ['a session', { type: 'session', epoch: 9e15, subject: 'eve' }],
  ['a great deal', { text: 'x'.repeat(100_000) }],
]

describe('whatever is said on the channel', () => {
  it.each(forgeries)('changes nothing but that storage is looked at: %s', async (_, message) => {
    const { tokens, types } = open()
    await world.waitFor(tokens.getToken())
    const before = [tokens.peekToken(), tokens.sessionState()]
    world.channels.forge('test', message)
    await world.advance(1_000)
    expect([tokens.peekToken(), tokens.sessionState()]).toEqual(before)
    expect(types()).toEqual(['token-issued'])
    expect(backend.requests).toHaveLength(1)
  })

  it('ten thousand times at once costs a handful of reads', async () => {
    const { environment, count } = counting(world.openTab().environment)
    const { tokens } = open({ environment })
    await world.waitFor(tokens.getToken())
    const before = count.operations
    for (let message = 0; message < 10_000; message++) world.channels.forge('test', { message })
    await world.settle()
    expect(count.operations - before).toBeLessThanOrEqual(10)
    expect(backend.requests).toHaveLength(1)
  })

  it('is never a token, nor a part of one', async () => {
    const stores = [open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.advance(120_000)
    await world.waitFor(stores[0]?.tokens.signOut() ?? expect.fail())
    expect(world.channels.posted.length).toBeGreaterThan(2)
    expect(JSON.stringify(world.channels.posted)).not.toContain('secret')
    expect([...world.locks.askedNames].join()).not.toContain('secret')
  })
})

describe('a channel that carries nothing', () => {
  beforeEach(() => world.channels.drop())

  it('costs no request: tabs find in storage what another has brought', async () => {
    const stores = [open(), open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.advance(600_000)
    const issued = stores.flatMap(({ types }) =>
      types().filter(type => /^token-(issued|renewed)$/.test(type)),
    )
    expect(backend.requests).toHaveLength(issued.length)
    expect(backend.requests.length).toBeLessThanOrEqual(24)
  })

  it('delays a sign-out in another tab by half a minute, and by nothing once that tab is looked at', async () => {
    const [first, second, third] = [open(), open(), open()]
    await world.waitFor(Promise.all([first, second, third].map(({ tokens }) => tokens.getToken())))
    await world.waitFor(first.tokens.signOut())
    third.tab.show()
    await world.settle()
    expect(third.tokens.sessionState().status).toBe('signed-out')
    await world.advance(31_000)
    expect(second.tokens.sessionState().status).toBe('signed-out')
    expect(second.tokens.peekToken()).toBeUndefined()
  })
})

describe('a tab that slept through several changes', () => {
  it('finds the last of them, whatever came in between', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    second.tab.freeze()
    await world.waitFor(first.tokens.signOut())
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    const token = await world.waitFor(first.tokens.getToken())
    second.tab.thaw()
    await world.settle()
    expect((await world.waitFor(second.tokens.getToken())).reveal()).toBe(token.reveal())
    expect(token.reveal()).toBe(secretOf(2))
    expect(second.types().at(-1)).not.toBe('signed-out')
  })
})
