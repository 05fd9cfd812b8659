import { describe, expect, it } from 'vitest'
import { createStoreWorld } from './store-world.js'

const HOUR = 3_600_000

/**
 * Requests in an hour, by arithmetic: a renewal comes between `lifetime − margin − jitter` and `lifetime − margin`
 * after the request before it was sent, and takes 100 ms at most to begin.
 */
const cases: readonly [name: string, lifetimeSec: number, least: number, most: number][] = [
  ['5 s', 5, 1_384, 1_601],
  ['30 s', 30, 239, 267],
  ['60 s', 60, 119, 134],
  ['5 min', 300, 15, 16],
  ['1 h', 3_600, 2, 2],
]

describe('an hour with tokens of', () => {
  it.each(cases)(
    '%s takes as many requests as renewals are due, and one token is always there',
    async (_, lifetimeSec, least, most) => {
      const { world, backend, open } = createStoreWorld({ lifetimeSec })
      const { tokens, types } = open()
      await world.waitFor(tokens.getToken())
      const stepMs = (lifetimeSec * 1_000) / 10
      for (let passedMs = 0; passedMs < HOUR; passedMs += stepMs) {
        await world.advance(stepMs)
        expect(tokens.peekToken()).toBeDefined()
      }
      expect(backend.requests.length).toBeGreaterThanOrEqual(least)
      expect(backend.requests.length).toBeLessThanOrEqual(most)
      expect(types().filter(type => type !== 'token-issued' && type !== 'token-renewed')).toEqual([])
    },
  )

  it.each(cases)('%s: two requests are never closer than a quarter of a lifetime', async (_, lifetimeSec) => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec })
    await world.waitFor(open().tokens.getToken())
    await world.advance(HOUR / 10)
    const times = backend.requests.map(({ at }) => at)
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
    expect(Math.min(...gaps, HOUR)).toBeGreaterThanOrEqual(lifetimeSec * 250)
  })
})

describe('an hour without anybody listening', () => {
  it.each(cases)('takes one request for tokens of %s', async (_, lifetimeSec) => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec })
    await world.waitFor(open({}, { listening: false }).tokens.getToken())
    await world.advance(HOUR)
    expect(backend.requests).toHaveLength(1)
  })
})

describe('a backend that says when to renew', () => {
  it.each([
    ['earlier than usual', 10, 335, 361],
    ['much too late', 3_600, 118, 121],
  ])('is obeyed within reason: %s', async (_, renewAfterSec, least, most) => {
    const { world, backend, open } = createStoreWorld()
    const answer = backend.answer
    backend.answer = request => ({ ...Object(answer(request)), renew_after: renewAfterSec })
    await world.waitFor(open().tokens.getToken())
    await world.advance(HOUR)
    expect(backend.requests.length).toBeGreaterThanOrEqual(least)
    expect(backend.requests.length).toBeLessThanOrEqual(most)
  })
})

describe('a token that lives longer than it may be used', () => {
  it('is used for as long as it may, and that is said', async () => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec: 86_400 })
    const { tokens, events } = open({ maxLifetimeMs: 60_000 })
    const token = await world.waitFor(tokens.getToken())
    expect(token.expiresAt).toBeLessThanOrEqual(world.clock.now() + 60_000)
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'lifetime-capped', lifetimeMs: 86_400_000, cappedToMs: 60_000 }),
    )
    await world.advance(60_000)
    expect(backend.requests.length).toBeGreaterThan(1)
  })

  it('lives an hour where nothing else is said', async () => {
    const { world, open } = createStoreWorld({ lifetimeSec: 86_400 })
    const token = await world.waitFor(open().tokens.getToken())
    expect(token.expiresAt - world.clock.now()).toBeLessThanOrEqual(HOUR)
  })

  it('must end some time', () => {
    const { open } = createStoreWorld()
    for (const maxLifetimeMs of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => open({ maxLifetimeMs })).toThrow(TypeError)
  })
})
