import { createTokenStore, type SessionEvent, type TokenStore } from '@hallpass/core'
import { createTestWorld, type FakeTab, type TestWorld } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeSource, type FakeSource, refusing, secretOf } from './fake-source.js'

let world: TestWorld
let backend: FakeSource
let tab: FakeTab

beforeEach(() => {
  world = createTestWorld()
  backend = createFakeSource(world)
  tab = world.openTab()
})

function open(on: FakeTab = tab): TokenStore {
  return createTokenStore({ id: 'test', source: backend.source, environment: on.environment })
}

function watch(tokens: TokenStore): SessionEvent[] {
  const events: SessionEvent[] = []
  tokens.subscribe(event => events.push(event))
  return events
}

const types = (events: SessionEvent[]) => events.map(event => event.type)

describe('a cold store', () => {
  it('asks once for a hundred callers and gives all the same token', async () => {
    const tokens = open()
    const given = await world.waitFor(Promise.all(Array.from({ length: 100 }, () => tokens.getToken())))
    expect(backend.requests).toHaveLength(1)
    expect(new Set(given).size).toBe(1)
    expect(given[0]?.reveal()).toBe(secretOf(1))
  })

  it('rejects a hundred callers with one error code when the backend is down, and asks once', async () => {
    backend.answer = refusing('unavailable')
    const tokens = open()
    const codes = await world.waitFor(
      Promise.all(Array.from({ length: 100 }, () => tokens.getToken().catch(error => error.code))),
    )
    expect(new Set(codes)).toEqual(new Set(['unavailable']))
    expect(backend.requests).toHaveLength(1)
  })

  it('touches nothing when created', async () => {
    open()
    await world.advance(60_000)
    expect(backend.requests).toHaveLength(0)
    expect(world.storage.dump()).toEqual({})
  })
})

describe('a watched token', () => {
  it('is renewed ahead of its expiry, for as long as anybody listens', async () => {
    const tokens = open()
    const events = watch(tokens)
    await world.waitFor(tokens.getToken())
    await world.advance(300_000)
    const renewals = types(events).filter(type => type === 'token-renewed').length
    expect(types(events)[0]).toBe('token-issued')
    expect(renewals).toBeGreaterThanOrEqual(9)
    expect(backend.requests).toHaveLength(1 + renewals)
  })

  it('is served from memory at every moment of a minute of renewals', async () => {
    const tokens = open()
    watch(tokens)
    await world.waitFor(tokens.getToken())
    for (let second = 0; second < 120; second++) {
      await world.advance(1_000)
      expect(tokens.peekToken()).toBeDefined()
    }
  })

  it('goes on serving while renewal fails, until it really ends', async () => {
    const tokens = open()
    const events = watch(tokens)
    await world.waitFor(tokens.getToken())
    backend.answer = refusing('unavailable')
    await world.advance(50_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    expect(types(events)).toContain('renewal-failed')
    await world.advance(10_000)
    expect(tokens.peekToken()).toBeUndefined()
    expect(await tokens.getToken().catch(error => error.code)).toBe('unavailable')
  })

  it('comes back by itself after an outage longer than its life', async () => {
    const tokens = open()
    watch(tokens)
    await world.waitFor(tokens.getToken())
    const answer = backend.answer
    backend.answer = refusing('unavailable')
    await world.advance(200_000)
    backend.answer = answer
    await world.advance(61_000)
    expect(tokens.peekToken()).toBeDefined()
  })

  it('asks for nothing once nobody listens', async () => {
    const tokens = open()
    const stop = tokens.subscribe(() => {})
    await world.waitFor(tokens.getToken())
    stop()
    await world.advance(300_000)
    expect(backend.requests).toHaveLength(1)
  })
})

describe('a reload', () => {
  it('needs no request, also when the app signs in on every load', async () => {
    const first = open()
    await world.waitFor(first.signIn({ subject: 'ada' }))
    const token = await world.waitFor(first.getToken())
    tab.close()
    const second = open(world.openTab())
    await world.waitFor(second.signIn({ subject: 'ada' }))
    const again = await world.waitFor(second.getToken())
    expect(again.reveal()).toBe(token.reveal())
    expect(backend.requests).toHaveLength(1)
    expect(second.scopeState()).toMatchObject({ status: 'live', origin: 'restored' })
  })
})

describe('two tabs', () => {
  it('share one request at a cold start', async () => {
    const stores = [open(), open(world.openTab())]
    const given = await world.waitFor(Promise.all(stores.map(tokens => tokens.getToken())))
    expect(backend.requests).toHaveLength(1)
    expect(given[0]?.reveal()).toBe(given[1]?.reveal())
  })

  it('issue each generation once and adopt it in the other tab', async () => {
    const stores = [open(), open(world.openTab())]
    const logs = stores.map(watch)
    await world.waitFor(Promise.all(stores.map(tokens => tokens.getToken())))
    await world.advance(600_000)
    const issued = logs
      .flat()
      .filter(event => event.type === 'token-issued' || event.type === 'token-renewed')
    const adopted = logs.flat().filter(event => event.type === 'token-adopted')
    const generations = issued.map(event => event.generation)
    expect(new Set(generations).size).toBe(generations.length)
    expect(backend.requests).toHaveLength(generations.length)
    expect(adopted.map(event => event.generation).sort()).toEqual(generations.sort())
    expect(backend.mostAtOnce()).toBe(1)
  })
})
