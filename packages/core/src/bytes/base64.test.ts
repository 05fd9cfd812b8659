import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binaryFromBase64 } from './base64.js'

test('both alphabets are read, padded or not', () => {
  fc.assert(
    fc.property(fc.uint8Array(), given => {
      const padded = Buffer.from(given).toString('base64')
      const urlSafe = Buffer.from(given).toString('base64url')
      for (const text of [padded, padded.replaceAll('=', ''), urlSafe, urlSafe.padEnd(padded.length, '=')])
        expect(binaryFromBase64(text)).toEqual(Buffer.from(given).toString('latin1'))
    }),
  )
})

test.each([
  ['a character of neither alphabet', 'YW.j'],
  ['a space', 'YWJj '],
  ['a line break', 'YWJj\n'],
  ['a character beyond ASCII', 'YWJ\u00e9'],
  ['one digit too many', 'YWJjY'],
  ['too little padding', 'YQ='],
  ['too much padding', 'YWI=='],
  ['padding where none is due', 'YWJj='],
  ['nothing but padding', '===='],
  ['padding in the middle', 'YQ==YQ=='],
  ['leftover bits that are not zero', 'YR=='],
  ['leftover bits that are not zero, unpadded', 'YWJ'.concat('jYR')],
])('%s is not base64', (_, text) => {
  expect(binaryFromBase64(text)).toBeUndefined()
})
