import { expect, it } from 'vitest'
import { durationText } from './duration-text.js'

it.each([
  [0, '0:00'],
  [1, '0:01'],
  [1_000, '0:01'],
  [9_001, '0:10'],
  [59_999, '1:00'],
  [61_000, '1:01'],
  [2_472_000, '41:12'],
  [3_599_000, '59:59'],
  [3_599_001, '1:00:00'],
  [3_661_000, '1:01:01'],
  [90_000_000, '25:00:00'],
])('%i ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
