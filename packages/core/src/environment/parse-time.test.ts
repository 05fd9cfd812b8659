import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochMsFromHttpDate, epochMsFromIso } from './parse-time.js'

const instant = fc.integer({ min: Date.UTC(1600, 0), max: Date.UTC(9999, 11, 31) })

test('every instant that Date writes is read back', () => {
  fc.assert(
    fc.property(instant, epochMs => {
      expect(epochMsFromIso(new Date(epochMs).toISOString())).toBe(epochMs)
    }),
    { numRuns: 2000 },
  )
})

test('the first and last days of months are themselves', () => {
  for (const year of [1970, 1999, 2000, 2026, 2028, 2100])
    for (let month = 0; month < 12; month++)
      for (const epochMs of [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1) - 1000])
        expect(epochMsFromIso(new Date(epochMs).toISOString())).toBe(epochMs)
})

test.each([
  '2026-11-21T22:33:44Z',
  '2026-11-21t22:33:44.5z',
  '2026-11-21T22:33Z',
  '2026-11-22T00:33:44.123456+02:00',
  '2026-11-21T17:03:44-05:30',
  '2026-11-21T22:03:44-00:30',
  '2028-02-29T00:00:00Z',
])('%s is read as Date does', text => {
  expect(epochMsFromIso(text)).toBe(Date.parse(text.toUpperCase()))
})

test.each([
  ['no offset', '2026-11-21T22:33:44'],
  ['a date alone', '2026-11-21'],
  ['a month that is none', '2026-13-01T00:00:00Z'],
  ['an hour that is none', '2026-11-21T24:33:44Z'],
  ['digits alone', '1795300424'],
  ['the format of headers', 'Sat, 21 Nov 2026 22:33:44 GMT'],
  ['a line break behind', '2026-11-21T22:33:44Z\n'],
  ['nothing', ''],
])('%s is no time', (_, text) => {
  expect(epochMsFromIso(text)).toBeNaN()
})

test('every second since 1970 that a header can say is read back', () => {
  const second = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 })
  fc.assert(
    fc.property(second, sec => {
      expect(epochMsFromHttpDate(new Date(sec * 1000).toUTCString())).toBe(sec * 1000)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['the format of old', 'Saturday, 21-Nov-26 22:33:44 GMT'],
  ['the format of C', 'Sat Nov 21 22:33:44 2026'],
  ['ISO 8601', '2026-11-21T22:33:44Z'],
  ['seconds', '30'],
  ['another zone', 'Sat, 21 Nov 2026 22:33:44 CET'],
  ['an offset', 'Sat, 21 Nov 2026 22:33:44 +0000'],
  ['no zone', 'Sat, 21 Nov 2026 22:33:44'],
  ['one digit of a day', 'Sat, 7 Nov 2026 22:33:44 GMT'],
  ['fractions', 'Sat, 21 Nov 2026 22:33:44.5 GMT'],
  ['a month that is none', 'Sat, 21 Nix 2026 22:33:44 GMT'],
  ['a minute that is none', 'Sat, 21 Nov 2026 22:60:44 GMT'],
  ['a time before 1970', 'Wed, 31 Dec 1969 23:59:59 GMT'],
  ['something before it', ' Sat, 21 Nov 2026 22:33:44 GMT'],
  ['a line break behind', 'Sat, 21 Nov 2026 22:33:44 GMT\n'],
  ['two of them', 'Sat, 21 Nov 2026 22:33:44 GMT, Sat, 21 Nov 2026 22:33:44 GMT'],
  ['nothing', ''],
])('%s is no date of a header', (_, text) => {
  expect(epochMsFromHttpDate(text)).toBeUndefined()
})
