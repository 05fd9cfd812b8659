import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame, keepSame } from './is-same.js'

test('a copy is the same', () => {
  fc.assert(fc.property(fc.jsonValue(), value => isSame(value, structuredClone(value))))
})

test('it agrees with the spelling as JSON', () => {
  // Minus zero is spelled as zero.
  const values = fc.jsonValue({ maxDepth: 2 }).filter(value => !JSON.stringify(value).includes('-0'))
  fc.assert(fc.property(values, values, (a, b) => isSame(a, b) === (canonical(a) === canonical(b))))
})

test.each([
  ['a missing key and another', { a: undefined }, { b: undefined }],
  ['a bigint and a number', { sequence: 1n }, { sequence: 1 }],
  ['two bigints', [1n], [2n]],
  ['an array and its entries', ['a'], { 0: 'a' }],
  ['two dates', new Date(0), new Date(0)],
  ['two maps', new Map(), new Map()],
  ['null and an object', null, {}],
])('%s are not', (_, a, b) => {
  expect(isSame(a, b)).toBe(false)
})

test('the one before is kept as long as it says the same', () => {
  const before = { at: [1n] }
  const other = { at: [2n] }
  expect(keepSame(before, { at: [1n] })).toBe(before)
  expect(keepSame(before, other)).toBe(other)
  expect(keepSame(undefined, other)).toBe(other)
})

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
