import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

const HOUR = 3_600_000

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a laptop that slept for eight hours', () => {
  it('asks once before the first call is served, and never with the token of yesterday', async () => {
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    await world.sleep(8 * HOUR)
    tab.show()
    expect(tokens.peekToken()).toBeUndefined()
    const given = await world.waitFor(Promise.all(Array.from({ length: 20 }, () => tokens.getToken())))
    expect(new Set(given.map(token => token.reveal()))).toEqual(new Set([secretOf(2)]))
    expect(backend.requests).toHaveLength(2)
  })

  it('gives no call the token of yesterday before anybody told it that it slept', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    await world.sleep(8 * HOUR)
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(2))
  })

  it('asks once for all its tabs', async () => {
    const stores = [open(), open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.sleep(8 * HOUR)
    for (const { tab } of stores) tab.show()
    await world.advance(5_000)
    expect(backend.requests).toHaveLength(2)
    expect(new Set(stores.map(({ tokens }) => tokens.peekToken()?.reveal()))).toEqual(new Set([secretOf(2)]))
  })

  it('goes on by itself when it wakes without a network', async () => {
    const { tokens, tab } = open()
    await world.waitFor(tokens.getToken())
    const answer = backend.answer
    await world.sleep(8 * HOUR)
    backend.answer = () => {
      throw new TypeError('Failed to fetch')
    }
    tab.show()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    await world.advance(30_000)
    backend.answer = answer
    await world.advance(61_000)
    expect(tokens.peekToken()).toBeDefined()
  })
})

describe('a timer that is two hours late', () => {
  it('does no harm: what it should have done is done then, once', async () => {
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    tab.freeze()
    await world.advance(2 * HOUR)
    tab.thaw()
    await world.advance(1_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(2))
    expect(backend.requests).toHaveLength(2)
  })
})

describe('a wall clock that is set', () => {
  it.each([
    ['back an hour', -HOUR],
    ['back a day', -24 * HOUR],
    ['forward an hour', HOUR],
    ['forward a year', 365 * 24 * HOUR],
  ])('%s leaves nobody without a token for longer than a minute', async (_, jumpMs) => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    await world.advance(1_000)
    world.jumpWallClock(jumpMs)
    await world.advance(60_000)
    for (let round = 0; round < 12; round++) {
      await world.advance(10_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(backend.requests.length).toBeLessThan(12)
  })

  it('back does not make a token live longer', async () => {
    const { tokens } = open({}, { listening: false })
    await world.waitFor(tokens.getToken())
    world.jumpWallClock(-HOUR)
    await world.advance(60_000)
    expect(tokens.peekToken()).toBeUndefined()
  })

  it('back while the backend is left alone does not make that an hour', async () => {
    const { tokens } = open()
    const answer = backend.answer
    backend.answer = refusing('unavailable')
    await world.waitFor(codeOf(tokens.getToken()))
    world.jumpWallClock(-HOUR)
    backend.answer = answer
    await world.advance(61_000)
    expect(tokens.peekToken()).toBeDefined()
  })

  it('back does not keep a denied scope denied', async () => {
    const { tokens } = open()
    const answer = backend.answer
    backend.answer = refusing('denied')
    await world.waitFor(codeOf(tokens.getToken()))
    world.jumpWallClock(-HOUR)
    backend.answer = answer
    await world.advance(61_000)
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('no error')
  })
})

describe('a backend that is down at the first visit', () => {
  it.each(['unavailable', 'misconfigured'] as const)(
    'is tried again by itself for as long as anybody listens (%s)',
    async refusal => {
      const { tokens } = open()
      const answer = backend.answer
      backend.answer = refusing(refusal)
      await world.waitFor(codeOf(tokens.getToken()))
      await world.advance(5 * 60_000)
      expect(backend.requests.length).toBeGreaterThanOrEqual(5)
      backend.answer = answer
      await world.advance(61_000)
      expect(tokens.peekToken()).toBeDefined()
    },
  )

  it('is left alone for as long as it asks to be', async () => {
    const { tokens } = open()
    backend.answer = () => ({ refusal: 'unavailable', retryAfterMs: 120_000 })
    await world.waitFor(codeOf(tokens.getToken()))
    await world.advance(119_000)
    expect(backend.requests).toHaveLength(1)
    await world.advance(2_000)
    expect(backend.requests).toHaveLength(2)
  })
})
