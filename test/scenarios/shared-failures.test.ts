import { tokenEndpoint } from '@hallpass/core'
import { createFakeBackend, tooManyRequests } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('an outage that one tab has met', () => {
  it('is not met again by ten others before its backoff is over', async () => {
    backend.answer = refusing('unavailable')
    const stores = Array.from({ length: 10 }, () => open())
    const codes = await world.waitFor(Promise.all(stores.map(({ tokens }) => codeOf(tokens.getToken()))))
    expect(new Set(codes)).toEqual(new Set(['unavailable']))
    expect(backend.requests).toHaveLength(1)
  })

  it('is announced by the tab that met it alone', async () => {
    backend.answer = refusing('unavailable')
    const stores = [open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => codeOf(tokens.getToken()))))
    const failures = stores.flatMap(({ events }) => events.filter(({ type }) => type === 'renewal-failed'))
    expect(failures).toHaveLength(1)
  })

  it('backs off further with each tab that tries again, and is forgotten with the first success', async () => {
    const { answer } = backend
    backend.answer = refusing('unavailable')
    const stores = [open(), open(), open()]
    for (const { tokens } of stores) void codeOf(tokens.getToken())
    await world.advance(120_000)
    const asked = backend.requests.length
    expect(asked).toBeLessThanOrEqual(12)
    backend.answer = answer
    await world.advance(61_000)
    expect(new Set(stores.map(({ tokens }) => tokens.peekToken()?.reveal())).size).toBe(1)
    const [first] = stores
    const heard = first?.events.length
    first?.tokens.rejected(first.tokens.peekToken() ?? expect.fail())
    backend.answer = refusing('unavailable')
    await world.advance(8_000)
    const failed = first?.events.slice(heard).find(({ type }) => type === 'renewal-failed')
    expect(failed?.type === 'renewal-failed' && failed.retryAt - failed.at).toBeLessThanOrEqual(2_000)
  })

  it('of one scope leaves the others alone', async () => {
    const ask = open({
      source: async request => (request.scope ? backend.source(request) : { refusal: 'unavailable' }),
    })
    expect(await world.waitFor(codeOf(ask.tokens.getToken()))).toBe('unavailable')
    expect(await world.waitFor(codeOf(ask.tokens.getToken(await lobby())))).toBe('no error')
  })

  it('ends for a tab when the network comes back, whatever its backoff', async () => {
    const { answer } = backend
    backend.answer = refusing('unavailable')
    const { tab, tokens } = open()
    void codeOf(tokens.getToken())
    await world.advance(300_000)
    backend.answer = answer
    const asked = backend.requests.length
    tab.goOnline()
    await world.advance(200)
    expect(backend.requests).toHaveLength(asked + 1)
    expect(tokens.peekToken()).toBeDefined()
  })
})

describe('a backend that asks to be left alone', () => {
  const throttled = { refusal: 'unavailable', retryAfterMs: 90_000 }

  it('is, by all scopes of all tabs', async () => {
    backend.answer = () => throttled
    const [first, second] = [open(), open()]
    await world.waitFor(codeOf(first.tokens.getToken()))
    for (let step = 0; step < 17; step++) {
      await world.advance(5_000)
      void codeOf(second.tokens.getToken(await lobby()))
      void codeOf(second.tokens.getToken())
    }
    expect(backend.requests).toHaveLength(1)
    await world.advance(10_000)
    expect(backend.requests.length).toBeGreaterThan(1)
  })

  it('is, also when the network comes back', async () => {
    backend.answer = () => throttled
    const { tab, tokens } = open()
    await world.waitFor(codeOf(tokens.getToken()))
    tab.goOnline()
    await world.advance(80_000)
    expect(backend.requests).toHaveLength(1)
  })

  it.each(['seconds', 'date', 'body'] as const)('may say so in its %s', async form => {
    const endpoint = createFakeBackend(world, { url: 'https://app.example/token' })
    endpoint.respondWith(tooManyRequests(60, form))
    const { tokens } = open({ source: tokenEndpoint(endpoint.url) })
    await world.waitFor(codeOf(tokens.getToken()))
    await world.advance(58_000)
    expect(endpoint.requests).toHaveLength(1)
    await world.advance(6_000)
    expect(endpoint.requests).toHaveLength(2)
  })
})

describe('the request budget', () => {
  const impatient = () => ({ access_token: secretOf(1), token_type: 'Bearer', expires_in: 1, subject: 'ada' })

  it('of a scope holds for all its tabs, is said, and is followed by a next attempt', async () => {
    backend.answer = ({ number }) => ({ ...impatient(), access_token: secretOf(number) })
    backend.delayMs = 10
    const stores = [open(), open()]
    const beginsAt = Math.ceil(world.clock.now() / 60_000) * 60_000
    await world.advance(beginsAt - world.clock.now())
    for (let step = 0; step < 59; step++) {
      for (const { tokens } of stores) void codeOf(tokens.getToken())
      await world.advance(1_000)
    }
    const inThatMinute = () => backend.requests.filter(({ at }) => at >= beginsAt && at < beginsAt + 60_000)
    expect(inThatMinute()).toHaveLength(30)
    expect(stores.flatMap(store => store.types())).toContain('budget-spent')
    expect(await world.waitFor(codeOf(stores[0]?.tokens.getToken() ?? expect.fail()))).toBe('unavailable')
    await world.advance(10_000)
    expect(backend.requests.length).toBeGreaterThan(30)
  })

  it('of a profile holds for all its scopes', async () => {
    const { tokens } = open({ policy: { requestsPerMinute: 5 } })
    const scopes = await Promise.all(Array.from({ length: 8 }, (_, number) => lobby(`lobby-${number}`)))
    const codes = await world.waitFor(Promise.all(scopes.map(scope => codeOf(tokens.getToken(scope)))))
    expect(backend.requests).toHaveLength(5)
    expect(codes.filter(code => code === 'unavailable')).toHaveLength(3)
  })

  it('is a number above nothing', () => {
    expect(() => open({ policy: { requestsPerMinute: 0 } })).toThrow(TypeError)
  })
})

describe('a backend that hands out the token it handed out before', () => {
  it('is named, is left alone for ten seconds at least, and its token serves until its end', async () => {
    const endsAt = world.trueNow() + 60_000
    backend.answer = () => ({
      ...{ access_token: secretOf(1), token_type: 'Bearer', subject: 'ada' },
      expires_in: (endsAt - world.trueNow()) / 1_000,
    })
    const { tokens, events } = open()
    await world.waitFor(tokens.getToken())
    await world.advance(52_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    expect(events.find(({ type }) => type === 'renewal-failed')).toMatchObject({ problem: 'same-token' })
    expect(backend.requests.length).toBeLessThanOrEqual(4)
    const gaps = backend.requests.slice(2).map(({ at }, index) => at - (backend.requests[index + 1]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000)
  })

  it('may prolong it', async () => {
    backend.answer = () => ({
      ...{ access_token: secretOf(1), token_type: 'Bearer', subject: 'ada', expires_in: 60 },
    })
    const { tokens, types } = open()
    await world.waitFor(tokens.getToken())
    await world.advance(120_000)
    expect(tokens.peekToken()).toBeDefined()
    expect(types()).toContain('token-renewed')
    expect(types()).not.toContain('renewal-failed')
  })
})

async function lobby(prefix = 'lobby') {
  const { defineScope } = await import('@hallpass/core/scope')
  const topic = { namePrefix: prefix }
  return defineScope({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic }] })
}
