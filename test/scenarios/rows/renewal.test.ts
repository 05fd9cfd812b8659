import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from '../store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

function begin(lifetimeSec = 60): void {
  ;({ world, backend, open } = createStoreWorld({ lifetimeSec }))
}
beforeEach(() => begin())

/** The answer of an ordinary backend, but for these members. */
const answering = (members: (number: number) => object) => {
  const { answer } = backend
  backend.answer = request => ({ ...Object(answer(request)), ...members(request.number) })
}

const gapsBetweenRequests = () => {
  const times = backend.requests.map(({ at }) => at)
  return times.slice(1).map((at, index) => at - (times[index] ?? at))
}

describe('2 a request that failed for a hundred callers', () => {
  it('is made again, once, for those who call after its pause', async () => {
    const { answer } = backend
    backend.answer = refusing('unavailable')
    const { tokens } = open({}, { listening: false })
    const hundred = () => Promise.all(Array.from({ length: 100 }, () => codeOf(tokens.getToken())))
    expect(new Set(await world.waitFor(hundred()))).toEqual(new Set(['unavailable']))
    backend.answer = answer
    await world.advance(2_000)
    expect(new Set(await world.waitFor(hundred()))).toEqual(new Set(['no error']))
    expect(backend.requests).toHaveLength(2)
  })
})

describe('4 a renewal that succeeds', () => {
  it('takes three seconds, and readers see the old token, then the new one, and nothing in between', async () => {
    backend.delayMs = 3_000
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    const seen: string[] = []
    for (let step = 0; step < 400; step++) {
      const state = tokens.scopeState()
      const now = `${state.status === 'live' && state.renewal.phase} ${tokens.peekToken()?.reveal()}`
      if (seen.at(-1) !== now) seen.push(now)
      await world.advance(100)
    }
    expect(seen).toEqual([`scheduled ${secretOf(1)}`, `running ${secretOf(1)}`, `scheduled ${secretOf(2)}`])
  })
})

describe('5 a renewal that fails', () => {
  it('leaves the token live, and says when it is tried again', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    backend.answer = refusing('unavailable')
    await world.advance(31_000)
    const state = tokens.scopeState()
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    if (state.status !== 'live' || state.renewal.phase !== 'backing-off') return expect.fail()
    expect(state.renewal.retryAt).toBeGreaterThan(world.clock.now())
    expect(state.renewal.cause).toBe('unavailable')
  })
})

describe('6 a reissue that fails once the token has ended', () => {
  it('is an error with a code, and takes nothing out of storage', async () => {
    const records = () => world.storage.dump()['hallpass-test'] ?? {}
    const { tokens } = open({}, { listening: false })
    await world.waitFor(tokens.getToken())
    const before = records()
    await world.advance(61_000)
    backend.answer = refusing('unavailable')
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    const { traffic: _, ...session } = Object(before.session)
    expect(records()).toMatchObject({ 'token:': before['token:'], session })
    expect(JSON.stringify(records())).not.toContain('signedOutAt')
  })
})

describe('10 two hours with tokens of', () => {
  it.each([
    ['59 s', 59, 243, 273],
    ['59 min', 3_540, 3, 3],
    ['2 h, of which one counts', 7_200, 3, 3],
  ])('%s takes as many requests as renewals are due', async (_, lifetimeSec, least, most) => {
    begin(lifetimeSec)
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    for (let minute = 0; minute < 120; minute++) {
      await world.advance(60_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(backend.requests.length).toBeGreaterThanOrEqual(least)
    expect(backend.requests.length).toBeLessThanOrEqual(most)
  })
})

describe('11 tokens that live for a minute, three minutes and a minute again', () => {
  it('are each renewed in their own time, and none is missed', async () => {
    answering(number => ({ expires_in: number === 2 ? 200 : 60 }))
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    for (let second = 0; second < 240; second++) {
      await world.advance(1_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    const [first = 0, second = 0, third = 0] = gapsBetweenRequests()
    for (const [gap, dueMs, earlyMs] of [
      [first, 30_000, 3_000],
      [second, 160_000, 10_000],
      [third, 30_000, 3_000],
    ] as const) {
      expect(gap).toBeGreaterThanOrEqual(dueMs - earlyMs)
      expect(gap).toBeLessThanOrEqual(dueMs + 500)
    }
  })
})

describe('15 a laptop that wakes with its network twenty seconds behind', () => {
  it('serves the token it has, and renews it once when the network is there', async () => {
    begin(3_600)
    const { tab, tokens, types } = open()
    await world.waitFor(tokens.getToken())
    const { answer } = backend
    backend.answer = () => {
      throw new TypeError('Failed to fetch')
    }
    await world.sleep(3_000_000)
    tab.show()
    for (let second = 0; second < 20; second++) {
      expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
      await world.advance(1_000)
    }
    expect(types()).toContain('renewal-failed')
    backend.answer = answer
    await world.advance(61_000)
    expect(types().filter(type => type === 'token-renewed')).toHaveLength(1)
    expect(tokens.peekToken()?.reveal()).not.toBe(secretOf(1))
  })
})

describe('38 a token in memory', () => {
  it('is given at once, whatever storage does', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.storage.hang()
    const askedAt = world.clock.now()
    expect((await tokens.getToken()).reveal()).toBe(secretOf(1))
    expect(world.clock.now()).toBe(askedAt)
    expect(backend.requests).toHaveLength(1)
  })
})
