import { createTestWorld, type TimerFault } from '@hallpass/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeSource, secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from '../store-world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

function begin(lifetimeSec = 60): void {
  ;({ world, backend, open } = createStoreWorld({ lifetimeSec }))
}
beforeEach(() => begin())

/** As time passes, a token is there in every moment that its backend would still take. */
async function expectServedFor(ms: number, { tokens }: OpenStore, lifetimeMs = MINUTE): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
    await world.advance(1_000)
    const secret = tokens.peekToken()?.reveal()
    const issued = backend.requests.find(({ number }) => secretOf(number) === secret)
    expect(world.trueNow() - (issued?.at ?? Number.NaN)).toBeLessThan(lifetimeMs)
  }
}

describe('K13 a clock that drifts by a twentieth', () => {
  it.each([
    { wall: 1.05 },
    { wall: 0.95 },
    { monotonic: 1.05 },
    { monotonic: 0.95 },
    { wall: 1.05, monotonic: 0.95 },
    { wall: 0.95, monotonic: 0.95 },
  ])('(%j) costs no token, and a twentieth of the requests', async rates => {
    world.driftClocks(rates)
    const store = open()
    await world.waitFor(store.tokens.getToken())
    await expectServedFor(10 * MINUTE, store)
    expect(backend.requests.length).toBeGreaterThanOrEqual(18)
    expect(backend.requests.length).toBeLessThanOrEqual(25)
  })
})

describe('K13 a clock that is set while a token lives', () => {
  it.each([
    ['forward an hour', HOUR],
    ['back an hour', -HOUR],
    ['forward a day', 24 * HOUR],
    ['to 1970', -Date.UTC(2029, 11, 31)],
    ['to 2106', 76 * 365.25 * 24 * HOUR],
  ])('%s, and back, costs a request each time at most', async (_, jumpMs) => {
    const store = open()
    await world.waitFor(store.tokens.getToken())
    await world.advance(10_000)
    for (const ms of [jumpMs, -jumpMs]) {
      world.jumpWallClock(ms)
      await world.advance(31_000)
      await expectServedFor(2 * MINUTE, store)
    }
    // Five minutes of renewals every 27 to 30 seconds, and two more.
    expect(backend.requests.length).toBeLessThanOrEqual(1 + 12 + 2)
  })
})

describe('K15 timers that fire once a minute', () => {
  it('leave nobody with a token that ended', async () => {
    begin(300)
    world.timers.fail({ everyMs: MINUTE })
    const store = open()
    await world.waitFor(store.tokens.getToken())
    await expectServedFor(HOUR, store, 5 * MINUTE)
    expect(backend.requests.length).toBeLessThanOrEqual(17)
  })

  it('are not needed by who calls', async () => {
    world.timers.fail({ everyMs: MINUTE })
    const { tokens } = open()
    for (let call = 0; call < 100; call++) {
      const token = await world.waitFor(tokens.getToken())
      expect(token.expiresAt).toBeGreaterThan(world.clock.now())
      await world.advance(7_000)
    }
  })
})

describe('K16 timers that fire', () => {
  it.each<[string, TimerFault]>([
    ['twice', 'twice'],
    ['too early', { earlyByMs: 50 }],
    ['too late', { lateByMs: 10_000 }],
  ])('%s change nothing: a token is there, and no request is made twice', async (_, fault) => {
    const store = open()
    await world.waitFor(store.tokens.getToken())
    world.timers.fail(fault)
    await expectServedFor(10 * MINUTE, store)
    expect(backend.requests.length).toBeGreaterThanOrEqual(14)
    expect(backend.requests.length).toBeLessThanOrEqual(23)
  })

  it('never leave it to who calls', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.timers.fail('never')
    for (let call = 0; call < 60; call++) {
      await world.advance(10_000)
      expect((await world.waitFor(tokens.getToken())).expiresAt).toBeGreaterThan(world.clock.now())
    }
    expect(backend.requests.length).toBeLessThanOrEqual(21)
  })
})

describe('K17 the night the clocks are put forward', () => {
  const timeZone = process.env.TZ
  afterEach(() => {
    if (timeZone === undefined) delete process.env.TZ
    else process.env.TZ = timeZone
  })

  /** When tokens were asked for, from an hour before to an hour after. */
  async function requestTimes(zone: string): Promise<readonly number[]> {
    process.env.TZ = zone
    const startAt = Date.UTC(2030, 2, 31, 0, 0)
    expect(new Date(startAt).getHours()).toBe(zone === 'UTC' ? 0 : 1)
    const night = createTestWorld({ startAt })
    const source = createFakeSource(night)
    const store = createStoreWorld().open({ source: source.source, environment: night.openTab().environment })
    await night.waitFor(store.tokens.getToken())
    await night.advance(2 * HOUR)
    return source.requests.map(({ at }) => at)
  }

  it('is like any other', async () => {
    const times = await requestTimes('Europe/Berlin')
    expect(times.length).toBeGreaterThan(200)
    expect(times).toEqual(await requestTimes('UTC'))
  })
})

describe('K19 thirty thousand calls in one turn', () => {
  it('are one request, and one token', async () => {
    const { tokens } = open()
    const given = await world.waitFor(Promise.all(Array.from({ length: 30_000 }, () => tokens.getToken())))
    expect(new Set(given).size).toBe(1)
    expect(backend.requests).toHaveLength(1)
  })
})

describe('K25 a network that says it is back, and is not', () => {
  it('is asked no more often than the budget allows, and the token serves meanwhile', async () => {
    begin(300)
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    backend.answer = () => {
      throw new TypeError('Failed to fetch')
    }
    await world.advance(241_000)
    const asked = backend.requests.length
    for (let time = 0; time < 400; time++) {
      tab.goOnline()
      await world.advance(100)
      expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    }
    expect(backend.requests.length - asked).toBeLessThanOrEqual(30)
  })
})

describe('K18 a clock that a page has stopped', () => {
  it('makes no storm, and tokens are had', async () => {
    const { environment } = world.openTab()
    const clock = { ...environment.clock, now: () => 1e12 }
    const { tokens } = open({ environment: { ...environment, clock } })
    for (let call = 0; call < 30; call++) {
      expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('no error')
      await world.advance(10_000)
    }
    expect(backend.requests.length).toBeLessThanOrEqual(30)
  })
})
