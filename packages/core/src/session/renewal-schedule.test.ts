import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BACKOFF_MAX_MS,
  BACKOFF_MIN_MS,
  backoffMs,
  DENIED_PAUSE_MS,
  handOutMarginMs,
  issueSpacingMs,
  LOCK_WAIT_MS,
  LOCKLESS_WAIT_MS,
  REQUEST_DEADLINE_MS,
  RETRY_AFTER_MAX_MS,
  renewalDelayMs,
  STORAGE_DEADLINE_MS,
  TIMER_CHUNK_MS,
} from './renewal-schedule.js'

const SEC = 1_000
const MIN = 60_000
const HOUR = 3_600_000

const lifetime = fc.integer({ min: 5 * SEC, max: HOUR })
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('the constants', () => {
  it.each([
    ['request deadline', REQUEST_DEADLINE_MS, 10 * SEC],
    ['wait for a lock', LOCK_WAIT_MS, 11 * SEC],
    ['wait of whoever goes on without it', LOCKLESS_WAIT_MS, 2 * SEC],
    ['storage deadline', STORAGE_DEADLINE_MS, SEC],
    ['timer chunk', TIMER_CHUNK_MS, 30 * SEC],
    ['pause of a denied scope', DENIED_PAUSE_MS, MIN],
    ['shortest backoff', BACKOFF_MIN_MS, SEC],
    ['longest backoff', BACKOFF_MAX_MS, MIN],
  ])('are the documented ones: %s', (_, value, documented) => {
    expect(value).toBe(documented)
  })
})

describe('renewal', () => {
  it.each([
    ['5 s', 5 * SEC, 2_500],
    ['30 s', 30 * SEC, 15 * SEC],
    ['60 s', MIN, 30 * SEC],
    ['100 s', 100 * SEC, 70 * SEC],
    ['150 s', 150 * SEC, 120 * SEC],
    ['5 min', 5 * MIN, 4 * MIN],
    ['1 h', HOUR, 48 * MIN],
    ['24 h', 24 * HOUR, 24 * HOUR - 12 * MIN],
  ])('of a token of %s, without jitter', (_, lifetimeMs, delayMs) => {
    expect(renewalDelayMs(lifetimeMs, 0)).toBe(delayMs)
  })

  it.each([
    ['1 h', HOUR, 90 * SEC],
    ['60 s', MIN, 1.5 * SEC],
  ])('of a token of %s comes half of its jitter earlier at half the chance', (_, lifetimeMs, earlierMs) => {
    expect(renewalDelayMs(lifetimeMs, 0.5)).toBeCloseTo(renewalDelayMs(lifetimeMs, 0) - earlierMs, 6)
  })

  it('comes up to a twentieth of the lifetime earlier by chance, and never later', () => {
    fc.assert(
      fc.property(lifetime, chance, (lifetimeMs, luck) => {
        const earlierMs = renewalDelayMs(lifetimeMs, 0) - renewalDelayMs(lifetimeMs, luck)
        expect(earlierMs).toBeGreaterThanOrEqual(0)
        expect(earlierMs).toBeLessThan(0.05 * lifetimeMs + 1e-6)
      }),
    )
  })

  it('always lies between the spacing of issues and the end of handing out', () => {
    fc.assert(
      fc.property(lifetime, chance, (lifetimeMs, luck) => {
        const delayMs = renewalDelayMs(lifetimeMs, luck)
        expect(delayMs).toBeGreaterThan(issueSpacingMs(lifetimeMs))
        expect(delayMs).toBeLessThan(lifetimeMs - handOutMarginMs(lifetimeMs))
      }),
    )
  })

  it('comes later the longer a token lives', () => {
    fc.assert(
      fc.property(lifetime, lifetime, chance, (one, other, luck) => {
        const [shorter, longer] = one < other ? [one, other] : [other, one]
        expect(renewalDelayMs(shorter, luck)).toBeLessThanOrEqual(renewalDelayMs(longer, luck) + 1e-6)
      }),
    )
  })

  it.each([
    ['earlier', HOUR, 10 * MIN, 10 * MIN],
    ['later', HOUR, 58 * MIN, 58 * MIN],
    ['too late for a safe renewal', HOUR, 2 * HOUR, HOUR - 30 * SEC],
    ['too late for a short one', 20 * SEC, 19 * SEC, 10 * SEC],
    ['at once', HOUR, 0, 0],
  ])('obeys a backend that wants it %s', (_, lifetimeMs, renewAfterMs, delayMs) => {
    expect(renewalDelayMs(lifetimeMs, 0.99, renewAfterMs)).toBe(delayMs)
  })
})

describe('handing out', () => {
  it.each([
    ['5 s', 5 * SEC, 500],
    ['50 s', 50 * SEC, 5 * SEC],
    ['1 h', HOUR, 5 * SEC],
  ])('ends before a token of %s does', (_, lifetimeMs, marginMs) => {
    expect(handOutMarginMs(lifetimeMs)).toBe(marginMs)
  })
})

describe('two issues of one scope', () => {
  it.each([
    ['5 s', 5 * SEC, 1_250],
    ['20 s', 20 * SEC, 5 * SEC],
    ['1 h', HOUR, 5 * SEC],
  ])('are apart, for tokens of %s', (_, lifetimeMs, spacingMs) => {
    expect(issueSpacingMs(lifetimeMs)).toBe(spacingMs)
  })
})

describe('backoff', () => {
  const attempts = fc.integer({ min: 1, max: 2_000 })

  it.each([
    [1, 2 * SEC],
    [2, 4 * SEC],
    [3, 8 * SEC],
    [5, 32 * SEC],
    [6, MIN],
    [1_100, MIN],
  ])('after failure %i is at most %i ms', (failures, mostMs) => {
    expect(backoffMs(failures, 0)).toBe(SEC)
    expect(backoffMs(failures, 1 - Number.EPSILON)).toBeCloseTo(mostMs, 3)
  })

  it('is between one second and a minute, whatever the chance', () => {
    fc.assert(
      fc.property(attempts, chance, (failures, luck) => {
        expect(backoffMs(failures, luck)).toBeGreaterThanOrEqual(BACKOFF_MIN_MS)
        expect(backoffMs(failures, luck)).toBeLessThanOrEqual(BACKOFF_MAX_MS)
      }),
    )
  })

  it('never gets shorter with more failures at the same chance', () => {
    fc.assert(
      fc.property(attempts, chance, (failures, luck) => {
        expect(backoffMs(failures + 1, luck)).toBeGreaterThanOrEqual(backoffMs(failures, luck))
      }),
    )
  })

  it.each([
    ['longer than the backoff', 40 * SEC, 40 * SEC],
    ['shorter than the backoff', 10, SEC],
    ['of hours', 5 * HOUR, RETRY_AFTER_MAX_MS],
    ['without end', Number.POSITIVE_INFINITY, RETRY_AFTER_MAX_MS],
    ['in the past', -40 * SEC, SEC],
  ])('obeys a retry time %s', (_, retryAfterMs, delayMs) => {
    expect(backoffMs(1, 0, retryAfterMs)).toBe(delayMs)
  })

  it('is a length of time also where a source made its retry time of a header that was no number', () => {
    expect(backoffMs(1, 0, Number('Wed, 21 Nov 2029 22:33:44 GMT') * SEC)).toBe(SEC)
  })
})
