import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, open } = createStoreWorld())
})

describe('storage', () => {
  it.each(['unavailable', 'connection-lost', 'quota-exceeded', 'aborted'] as const)(
    'that fails (%s) costs an event and no token',
    async kind => {
      world.storage.failNext(kind, { times: Number.POSITIVE_INFINITY })
      const { tokens, events } = open()
      expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
      expect(events.filter(event => event.type === 'storage-degraded')).toMatchObject([{ kind }])
      await world.advance(600_000)
      expect(tokens.peekToken()).toBeDefined()
    },
  )

  it('that hangs delays the first token by a deadline and no more', async () => {
    world.storage.hang()
    const { tokens, types } = open()
    const startedAt = world.clock.now()
    await world.waitFor(tokens.getToken())
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(1_500)
    expect(types()).toContain('storage-degraded')
  })

  it('that comes back is used again, and keeps the newest token', async () => {
    world.storage.failNext('unavailable', { times: Number.POSITIVE_INFINITY })
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.storage.recover()
    await world.advance(120_000)
    expect(JSON.stringify(world.storage.dump())).toContain(tokens.peekToken()?.reveal())
  })

  it('that was wiped by the user costs no sign-out, and is filled again', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.storage.wipe()
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    await world.advance(60_000)
    expect(tokens.sessionState().status).toBe('active')
    expect(JSON.stringify(world.storage.dump())).toContain(tokens.peekToken()?.reveal())
  })

  it.each([
    ['text', 'token'],
    ['nothing but a secret', { secret: 'x' }],
    [
      'a token of another epoch',
      { epoch: 9, generation: 1, secret: 'planted-secret', issuedAt: 0, lifetimeMs: 1e15 },
    ],
    [
      'a token from the future',
      { epoch: 1, generation: 1, secret: 'planted-secret', issuedAt: 4e12, lifetimeMs: 6e4 },
    ],
    [
      'a life without end',
      { epoch: 1, generation: 1, secret: 'planted-secret', issuedAt: 1, lifetimeMs: Infinity },
    ],
  ])('with %s in it counts as empty', async (_, record) => {
    world.storage.plant('hallpass-test', 'session', { epoch: 1, signedInAt: 1 })
    world.storage.plant('hallpass-test', 'token:', record)
    const { tokens } = open()
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
  })

  it('with a session record that cannot be read begins anew', async () => {
    world.storage.plant('hallpass-test', 'session', { epoch: 'seven' })
    const { tokens } = open()
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
  })
})
