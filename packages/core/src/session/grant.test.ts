import { describe, expect, it } from 'vitest'
import { grantOf, momentAfter, START_AT } from '../../test-support/session-samples.js'
import { isJustIssued, isRenewalDue, isUsable, remainingMs } from './grant.js'

const grant = grantOf()
const apart = (wallMs: number, monotonicMs: number) => ({
  ...momentAfter(monotonicMs),
  at: START_AT + wallMs,
})

describe('what is left of a token of a minute', () => {
  it.each([
    ['both clocks agree', 10_000, 10_000, 50_000],
    ['the wall clock was set back an hour', -3_590_000, 10_000, 50_000],
    ['the wall clock was set forward', 45_000, 10_000, 15_000],
    ['the machine slept and its monotonic clock stood still', 50_000, 1_000, 10_000],
    ['it is over', 61_000, 61_000, -1_000],
  ])('is the shorter life when %s', (_, wallMs, monotonicMs, leftMs) => {
    expect(remainingMs(grant, apart(wallMs, monotonicMs))).toBe(leftMs)
  })

  it.each([
    [54_999, true],
    [55_000, false],
  ])('after %i ms may be handed out: %s', (afterMs, usable) => {
    expect(isUsable(grant, momentAfter(afterMs))).toBe(usable)
  })

  it.each([
    ['neither clock says so', 29_999, 29_999, false],
    ['both clocks say so', 30_000, 30_000, true],
    ['only the monotonic clock does', -3_600_000, 30_000, true],
    ['only the wall clock does', 30_000, 0, true],
  ])('calls for a successor when %s', (_, wallMs, monotonicMs, due) => {
    expect(isRenewalDue(grant, apart(wallMs, monotonicMs))).toBe(due)
  })
})

describe('a token found in storage', () => {
  it('has by the monotonic clock what the wall clock left of it', () => {
    const restored = grantOf({}, momentAfter(20_000))
    expect(remainingMs(restored, apart(-3_600_000, 30_000))).toBe(30_000)
  })

  it('is renewed when its backend wants it', () => {
    expect(grantOf({ renewAfterMs: 5_000 }).renewAt).toBe(START_AT + 5_000)
  })
})

describe('a token is just issued', () => {
  it.each([
    ['as it is issued', 0, true],
    ['for as long as two issues are apart', 4_999, true],
    ['and no longer', 5_000, false],
    ['but not when the clock, set back since, puts its issue ahead', -1, false],
  ])('%s', (_, afterMs, isJust) => {
    expect(isJustIssued(grant, momentAfter(afterMs))).toBe(isJust)
  })
})
