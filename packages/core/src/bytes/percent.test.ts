import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binaryFromPercent, percentFromBinary, percentFromText, textFromPercent } from './percent.js'

const text = fc.string({ unit: 'binary' })
const percentFromBytes = (bytes: Uint8Array) => percentFromBinary(Buffer.from(bytes).toString('latin1')) ?? ''
const bytesFromPercent = (percent: string) =>
  Uint8Array.from(Buffer.from(binaryFromPercent(percent), 'latin1'))
const fewBytes = fc.uint8Array({ maxLength: 4 }).map(raw => raw.map(byte => byte % 3))

test('text is spelled as its UTF-8 bytes are, and read back', () => {
  fc.assert(
    fc.property(text, given => {
      const percent = percentFromText(given) ?? ''
      expect(percent).toBe(percentFromBytes(new TextEncoder().encode(given)))
      expect(textFromPercent(percent)).toBe(given)
    }),
  )
})

test('bytes are read back and counted', () => {
  fc.assert(
    fc.property(fc.uint8Array(), given => {
      expect(bytesFromPercent(percentFromBytes(given))).toEqual(given)
      expect(binaryFromPercent(percentFromBytes(given))).toHaveLength(given.length)
    }),
  )
})

test('a spelling begins as another exactly where the bytes do', () => {
  fc.assert(
    fc.property(fewBytes, fewBytes, (one, other) => {
      const begins = other.every((byte, index) => one[index] === byte)
      expect(percentFromBytes(one).startsWith(percentFromBytes(other))).toBe(begins)
    }),
  )
})

test('every byte has one spelling, in characters that need no escape and without a star', () => {
  const spellings = Array.from({ length: 256 }, (_, byte) => percentFromBytes(Uint8Array.of(byte)))
  expect(new Set(spellings).size).toBe(256)
  expect(spellings.filter(spelling => !/^(?:[A-Za-z\d\-_.~!'()]|%[\dA-F]{2})$/.test(spelling))).toEqual([])
})

test('a lone surrogate has no spelling, and what is not UTF-8 is no text', () => {
  for (const lone of ['\ud800', 'a\udc00', '\udc00\ud800']) expect(percentFromText(lone)).toBeUndefined()
  for (const raw of [[0xff], [0xc3], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]])
    expect(textFromPercent(percentFromBytes(Uint8Array.from(raw)))).toBeUndefined()
})
