import { expect, test } from 'vitest'
import { isText, ownField } from './own-field.js'

test('a field is what the value holds by itself', () => {
  expect(ownField({ a: null }, 'a')).toBeNull()
  expect(ownField(JSON.parse('{ "__proto__": 7 }'), '__proto__')).toBe(7)
})

test('what is inherited is no field', () => {
  expect(ownField(Object.create({ a: 1 }), 'a')).toBeUndefined()
  for (const name of ['__proto__', 'constructor', 'toString']) expect(ownField({}, name)).toBeUndefined()
})

test('no getter is called', () => {
  const value = {
    get a(): never {
      throw new Error('called')
    },
  }
  expect(ownField(value, 'a')).toBeUndefined()
})

test('what is no object has no fields', () => {
  for (const value of [undefined, null, 7, true, 'text']) expect(ownField(value, 'a')).toBeUndefined()
})

test('text is text only where it matches', () => {
  expect([isText('ab', /^a/), isText('b', /^a/), isText(['a'], /^a/), isText(undefined, /./)]).toEqual([
    ...[true, false, false, false],
  ])
})
