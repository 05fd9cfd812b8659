import { describe, expect, it } from 'vitest'
import { decideSweep, ENDED_RECORD_KEPT_MS, isOfOtherVersion, TOKEN_RECORDS_MOST } from './decide-sweep.js'

const at = Date.UTC(2030, 0, 1)
const hourMs = 3_600_000
const session = { epoch: 7, signedInAt: 1 }

const ending = (endsAt: number, epoch = 7) => ({
  ...{ epoch, generation: 1, secret: 'secret', issuedAt: endsAt - hourMs, lifetimeMs: hourMs },
})

/** The keys that are deleted; the session record is there unless another is given. */
function swept(records: Readonly<Record<string, unknown>>, keptMs?: number): readonly string[] {
  const all = { session, ...records }
  const decision = decideSweep(Object.values(all), { keys: Object.keys(all), at, keptMs })
  if (decision.write !== 'put') return expect.fail()
  expect(decision.entries.every(([, record]) => record === undefined)).toBe(true)
  return decision.entries.map(([key]) => key).sort()
}

describe('a sweep', () => {
  it('deletes the record of a token that ended a day ago, and none that ended later', () => {
    const records = {
      'token:old': ending(at - ENDED_RECORD_KEPT_MS),
      'token:younger': ending(at - ENDED_RECORD_KEPT_MS + 1),
      'token:live': ending(at + hourMs),
    }
    expect(swept(records)).toEqual(['token:old'])
  })

  it('deletes everything that has ended where room is needed', () => {
    expect(swept({ 'token:ended': ending(at), 'token:live': ending(at + 1) }, 0)).toEqual(['token:ended'])
  })

  it('deletes tokens of an earlier epoch', () => {
    expect(swept({ 'token:before': ending(at + hourMs, 6), 'token:now': ending(at + hourMs, 7) })).toEqual([
      'token:before',
    ])
  })

  it.each([
    ['none', undefined],
    ['one that says nothing', { epoch: 'seven' }],
  ])('takes no epoch for earlier where the session record is %s', (_, record) => {
    expect(swept({ session: record, 'token:a': ending(at + hourMs, 1) })).toEqual([])
  })

  it('keeps a hundred tokens and deletes those that end first', () => {
    const tokens = Array.from({ length: TOKEN_RECORDS_MOST + 3 }, (_, index) => index)
    const records = tokens.map(index => [`token:${index}`, ending(at + ((index * 37) % 103) * 1_000)])
    const first = tokens.filter(index => (index * 37) % 103 < 3).map(index => `token:${index}`)
    expect(swept(Object.fromEntries(records))).toEqual(first.sort())
  })

  it.each([
    ['text', 'token'],
    ['null', null],
    ['gone', undefined],
    ['without a life', { epoch: 7, issuedAt: at }],
    ['without an end', { epoch: 7, issuedAt: at, lifetimeMs: Number.POSITIVE_INFINITY }],
    ['without an epoch', { issuedAt: at, lifetimeMs: hourMs }],
  ])('deletes a record that is %s', (_, record) => {
    expect(swept({ 'token:broken': record })).toEqual(['token:broken'])
  })

  it('never touches the session record, nor what it does not know', () => {
    const old = { epoch: 1, signedOutAt: 1 }
    expect(swept({ session: old, budget: ending(1), tokens: ending(1) })).toEqual([])
  })

  it('never touches a record of another version, and does not count it', () => {
    const newer = { v: 2, epoch: 1, issuedAt: 1, lifetimeMs: 1 }
    const tokens = Array.from({ length: TOKEN_RECORDS_MOST }, (_, index) => `token:${index}`)
    const records = Object.fromEntries(tokens.map(key => [key, ending(at + hourMs)]))
    expect(swept({ 'token:newer': newer, ...records })).toEqual([])
  })
})

it.each<[unknown, boolean]>([
  [{ v: 2 }, true],
  [{ v: 0 }, true],
  [{ v: 1 }, false],
  [{}, false],
  [{ v: '2' }, false],
  [Object.create({ v: 2 }), false],
  [undefined, false],
  ['v', false],
])('%j is of another version: %s', (record, expected) => {
  expect(isOfOtherVersion(record)).toBe(expected)
})
