import { expect, test } from 'vitest'
import { live } from '../test-support/definitions.js'
import { leftMsOf, timeLeftOf } from './time-left.js'

// It lives from 60 000 to 120 000.
test.each([
  [60_000, 60_000],
  [60_001, 60_000],
  [118_999, 2_000],
  [119_000, 1_000],
  [119_999, 1_000],
  [120_000, 0],
  [500_000, 0],
])('at %i it has %i ms left', (now, leftMs) => {
  expect(leftMsOf(live(1), now)).toBe(leftMs)
})

test.each([
  [60_000, 1],
  [45_000, 0.75],
  [0, 0],
  // The wall clock was set back.
  [90_000, 1],
])('%i ms left of a minute are %d of it', (leftMs, fraction) => {
  expect(timeLeftOf(live(1), leftMs)).toEqual({ leftMs, fraction, expiresAt: 120_000 })
})

test('there is no time left of what is not there', () => {
  expect(timeLeftOf({ status: 'issuing' }, leftMsOf({ status: 'issuing' }, 0))).toBeUndefined()
})
