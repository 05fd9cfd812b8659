import { expect, test } from 'vitest'
import { attempt } from './attempt.js'

test('what can be read is given, what throws is undefined', () => {
  expect(attempt(() => JSON.parse('7'))).toBe(7)
  expect(attempt(() => JSON.parse('secret'))).toBeUndefined()
})
