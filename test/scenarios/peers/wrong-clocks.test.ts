import { tokenEndpoint } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { secretOf } from '../fake-source.js'
import { createStoreWorld } from '../store-world.js'

const HOUR = 3_600_000

describe('a device whose clock is', () => {
  it.each([
    ['an hour fast', HOUR],
    ['an hour slow', -HOUR],
    ['a day fast', 24 * HOUR],
    ['a day slow', -24 * HOUR],
    ['in 1970', -Date.UTC(2029, 11, 31)],
    ['in 2106', 76 * 365.25 * 24 * HOUR],
  ])('%s has a token at any time, for no more requests than any other', async (_, aheadMs) => {
    const { world, backend, open } = createStoreWorld()
    world.jumpWallClock(aheadMs)
    const answer = backend.answer
    backend.answer = request => ({
      ...Object(answer(request)),
      issued_at: Math.floor(world.trueNow() / 1_000),
    })
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    for (let passedMs = 0; passedMs < HOUR / 6; passedMs += 5_000) {
      await world.advance(5_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(backend.requests.length).toBeGreaterThanOrEqual(19)
    expect(backend.requests.length).toBeLessThanOrEqual(24)
  })
})

describe('how wrong the clock is', () => {
  it.each([
    ['once, of one that is fast', HOUR, 1],
    ['once, of one that is slow', -HOUR, 1],
    ['not at all, of one that is right', 0, 0],
  ])('is said %s', async (_, aheadMs, eventCount) => {
    const { world, open } = createStoreWorld()
    let tokenCount = 0
    world.jumpWallClock(aheadMs)
    world.network.serve('https://app.example/api/token', async () => {
      const date = new Date(world.trueNow()).toUTCString()
      const token = { access_token: secretOf(++tokenCount), token_type: 'Bearer', expires_in: 3_600 }
      return Response.json(token, { headers: { date } })
    })
    const { tokens, events } = open({ source: tokenEndpoint('/api/token') })
    await world.waitFor(tokens.getToken())
    await world.advance(3 * HOUR)
    const session = tokens.sessionState()
    if (session.status !== 'active') expect.fail()
    expect(Math.abs((session.skewMs ?? Number.NaN) + aheadMs)).toBeLessThanOrEqual(1_000)
    expect(events.filter(({ type }) => type === 'clock-skewed')).toHaveLength(eventCount)
  })
})

describe('a clock that is set forward and back again', () => {
  it('does not keep a token from being renewed', async () => {
    const { world, backend, open } = createStoreWorld()
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.jumpWallClock(24 * HOUR)
    await world.advance(60_000)
    expect(backend.requests.length).toBeGreaterThan(1)
    world.jumpWallClock(-24 * HOUR)
    await world.advance(60_000)
    const before = backend.requests.length
    await world.advance(300_000)
    expect(backend.requests.length - before).toBeGreaterThanOrEqual(9)
    expect(tokens.peekToken()).toBeDefined()
  })
})
