import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauseUntil, START_AT, trafficWith } from '../../test-support/session-samples.js'
import type { Pause } from './pause.js'
import { holdUp, type RequestTime, type Traffic, trafficNow, withPause, withRequest } from './traffic.js'

const MINUTE = 60_000
const budget = { requestsPerMinute: 120, requestsPerMinutePerScope: 30 }

/** Why a request for the default scope is not made some time after the start, if so. */
function heldUp(changes: Partial<Traffic>, afterMs = 0, time: Partial<RequestTime> = {}): Pause | undefined {
  const at = START_AT + afterMs
  return holdUp(trafficNow(trafficWith(changes), at), '', budget, {
    at,
    chance: 0,
    networkBackAt: 0,
    ...time,
  })
}

describe('the budget', () => {
  const full = { a: 30, b: 30, c: 30, d: 29 }

  it.each([
    ['the last of a scope', { '': 29 }, undefined],
    ['one more than a scope has', { '': 30 }, 'budget'],
    ['of a scope, whatever others used up', { '': 29, other: 30 }, undefined],
    ['of a scope, when only another is out of it', { other: 30 }, undefined],
    ['the last of the profile', full, undefined],
    ['one more than the profile has', { ...full, '': 1 }, 'budget'],
  ])('is exact to the request: %s', (_, requests, cause) => {
    expect(heldUp({ requests })?.cause).toBe(cause)
  })

  it('lets just as many through as it says, counted one by one', () => {
    for (const [keys, most] of [
      [[''], 30],
      [['', 'a', 'b', 'c', 'd'], 120],
    ] as const) {
      let traffic = trafficWith()
      let made = 0
      for (let asked = 0; asked < 500; asked++) {
        const key = keys[asked % keys.length] ?? expect.fail()
        if (holdUp(traffic, key, budget, { at: START_AT, chance: 0, networkBackAt: 0 })) continue
        traffic = withRequest(traffic, key)
        made++
      }
      expect(made).toBe(most)
    }
  })

  it.each([
    ['of a scope', { requestsPerMinute: 9, requestsPerMinutePerScope: 1 }],
    ['of the profile', { requestsPerMinute: 1, requestsPerMinutePerScope: 9 }],
  ])('of one request lets one through: %s', (_, one) => {
    const time = { at: START_AT, chance: 0, networkBackAt: 0 }
    expect(holdUp(trafficWith(), '', one, time)).toBeUndefined()
    expect(holdUp(withRequest(trafficWith(), ''), '', one, time)?.cause).toBe('budget')
  })

  it.each([
    [0, 0],
    [0.5, 2_500],
    [0.999, 4_995],
  ])('is there again with the next minute, and up to five seconds later by chance: %d', (chance, lateMs) => {
    const pause = heldUp({ requests: { '': 30 } }, 20_000, { chance })
    expect(pause).toMatchObject({ cause: 'budget', attempts: 0, since: START_AT + 20_000 })
    expect(pause?.retryAt).toBeCloseTo(START_AT + MINUTE + lateMs, 6)
  })

  it.each([
    ['the last millisecond of its minute', MINUTE - 1, 'budget'],
    ['the minute after', MINUTE, undefined],
    ['a minute before, by a clock set back', -1, undefined],
    ['an hour before', -60 * MINUTE, undefined],
  ])('is of one minute of the clock: %s', (_, afterMs, cause) => {
    expect(heldUp({ requests: { '': 30 } }, afterMs)?.cause).toBe(cause)
  })

  it('keeps the failures in a row of a scope that it holds up', () => {
    const over = { pauses: { '': pauseUntil(10_000, { attempts: 4 }) } }
    expect(heldUp({ ...over, requests: { '': 30 } }, 10_000)).toMatchObject({ cause: 'budget', attempts: 4 })
  })
})

describe('a pause of a scope', () => {
  const pauses = { '': pauseUntil(10_000) }

  it.each(['unavailable', 'misconfigured', 'denied', 'budget'] as const)(
    'is in force until its moment, as it was written down: %s',
    cause => {
      const pause = pauseUntil(10_000, { cause })
      expect(heldUp({ pauses: { '': pause } }, 9_999)).toEqual(pause)
      expect(heldUp({ pauses: { '': pause } }, 10_000)).toBeUndefined()
    },
  )

  it('holds up no other scope', () => {
    expect(heldUp({ pauses: { other: pauseUntil(10_000) } })).toBeUndefined()
  })

  it.each([
    ['before the network came back', 'unavailable', 1, undefined],
    ['at the moment it did', 'unavailable', 0, 'unavailable'],
    ['after it did', 'unavailable', -1, 'unavailable'],
    ['before it did, and the network is not to blame', 'misconfigured', 1, 'misconfigured'],
    ['before it did, and the backend said no', 'denied', 1, 'denied'],
  ] as const)('that began %s: %s, %i ms', (_, cause, backAfterMs, held) => {
    const networkBackAt = START_AT + backAfterMs
    const pause = pauseUntil(10_000, { cause })
    expect(heldUp({ pauses: { '': pause } }, 5_000, { networkBackAt })?.cause).toBe(held)
  })

  it('that the clock, set back since, has too far ahead is over', () => {
    expect(heldUp({ pauses }, -300_000)).toBeUndefined()
    expect(heldUp({ pauses }, -290_000)).toEqual(pauses[''])
  })

  it('is written down for its scope, and taken back for it alone', () => {
    const traffic = trafficWith({ requests: { '': 3 }, pauses: { other: pauseUntil(1) } })
    const paused = withPause(traffic, '', pauseUntil(2))
    expect(paused).toEqual({ ...traffic, pauses: { '': pauseUntil(2), other: pauseUntil(1) } })
    expect(withPause(paused, '')).toStrictEqual(traffic)
    expect(withPause(traffic, '')).toStrictEqual(traffic)
  })
})

describe('a backend that asked to be left alone', () => {
  const throttledUntil = START_AT + 10_000

  it.each([
    [9_999, throttledUntil],
    [10_000, undefined],
  ])('is, by every scope, until its moment: %i ms', (afterMs, retryAt) => {
    expect(heldUp({ throttledUntil }, afterMs)?.retryAt).toBe(retryAt)
  })

  it('is, also when the network came back', () => {
    const networkBackAt = START_AT + 5_000
    const pauses = { '': pauseUntil(10_000) }
    expect(heldUp({ throttledUntil, pauses }, 6_000, { networkBackAt })).toEqual({
      ...{ cause: 'unavailable', retryAt: throttledUntil, attempts: 2, since: START_AT + 6_000 },
    })
  })

  it('is not, where the clock, set back since, has its moment too far ahead', () => {
    expect(heldUp({ throttledUntil }, -290_001)).toBeUndefined()
  })
})

describe('traffic at a later moment', () => {
  it('begins with nothing', () => {
    expect(trafficNow(undefined, START_AT + 999)).toEqual(trafficWith())
  })

  it.each([
    [MINUTE - 1, 0, { '': 3 }],
    [MINUTE, 1, {}],
    [-1, -1, {}],
  ])('counts the requests of its minute only: after %i ms', (afterMs, minutes, requests) => {
    const traffic = trafficWith({ requests: { '': 3 }, throttledUntil: START_AT + 90_000 })
    expect(trafficNow(traffic, START_AT + afterMs)).toEqual({
      ...traffic,
      minute: trafficWith().minute + minutes,
      requests,
    })
  })

  it.each([
    ['long over', -360_000, false],
    ['over for a while: its failures in a row still count', -359_999, true],
    ['in force', 300_000, true],
    ['further ahead than any', 360_000, false],
  ])('has a pause or not: one that is %s', (_, endsAfterMs, kept) => {
    const pauses = { '': pauseUntil(endsAfterMs) }
    expect(trafficNow(trafficWith({ pauses }), START_AT).pauses).toEqual(kept ? pauses : {})
  })

  it('is never more than what was written down, whatever the clock', () => {
    const instant = fc.integer({ min: 0, max: 4e12 })
    fc.assert(
      fc.property(instant, instant, (writtenAt, at) => {
        const written = withRequest(trafficNow(undefined, writtenAt), '')
        const now = trafficNow(written, at)
        const isSameMinute = Math.floor(writtenAt / MINUTE) === Math.floor(at / MINUTE)
        expect(now.requests).toEqual(isSameMinute ? { '': 1 } : {})
      }),
    )
  })
})
