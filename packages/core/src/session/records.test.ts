import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  momentAfter,
  pauseUntil,
  profiles,
  START_AT,
  tokenRecord,
  trafficWith,
} from '../../test-support/session-samples.js'
import { parseSessionRecord, parseTokenRecord, storedGeneration, tokenKey } from './records.js'

const NOT_OBJECTS = [undefined, null, 0, 7, 'token', true, 9n, () => 7]
const NOT_COUNTS = [
  undefined,
  null,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  '1',
  [1],
  { valueOf: () => 1 },
]
const NOT_TIMES = [undefined, null, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', new Date()]

const stored = (changes: object = {}) => ({ ...tokenRecord(), ...changes })
const moment = momentAfter(1_000)
const parse = (value: unknown) => parseTokenRecord(value, moment)

describe('a session record', () => {
  it('is read with all it may say', () => {
    const record = { epoch: 7, subject: 'ada', signedInAt: 1, signedOutAt: 2, signInCount: 3 }
    expect(parseSessionRecord(record)).toEqual(record)
  })

  it('keeps what a newer version has written there', () => {
    expect(parseSessionRecord({ epoch: 7, more: 'of a newer version' })).toMatchObject({
      more: 'of a newer version',
    })
  })

  it.each([null, -1, Number.NaN, 'yesterday'])(
    'is a tombstone, whatever it was written by: %s',
    signedOutAt => {
      expect(parseSessionRecord({ epoch: 7, signedOutAt })?.signedOutAt).toBe(0)
    },
  )

  it.each(NOT_OBJECTS)('counts as absent when it is %s', value => {
    expect(parseSessionRecord(value)).toBeUndefined()
  })

  it.each(NOT_COUNTS)('counts as absent with %s for an epoch', epoch => {
    expect(parseSessionRecord({ epoch, subject: 'ada' })).toBeUndefined()
  })

  it.each([
    ['subject', ''],
    ['subject', 7],
    ['subject', { toString: () => 'ada' }],
    ['signedInAt', -1],
    ['signedInAt', 'yesterday'],
  ])('says nothing of a %s that is none', (name, value) => {
    expect(parseSessionRecord({ epoch: 7, [name]: value })).toEqual({ epoch: 7 })
  })
})

describe('the traffic in a session record', () => {
  const traffic = trafficWith({
    requests: { '': 3, [profiles.key]: 1 },
    throttledUntil: START_AT + 1,
    pauses: { '': pauseUntil(9_000), [profiles.key]: pauseUntil(60_000, { cause: 'denied', attempts: 0 }) },
  })
  const parseTraffic = (value: unknown) => parseSessionRecord({ epoch: 7, traffic: value })?.traffic
  const pauses = (changes: object) => ({ ...traffic, pauses: { '': { ...pauseUntil(9_000), ...changes } } })

  it('survives being written and read', () => {
    for (const written of [structuredClone(traffic), JSON.parse(JSON.stringify(traffic))])
      expect(parseTraffic({ ...written, more: 'of a newer version' })).toEqual(traffic)
  })

  const unreadable: readonly unknown[] = [
    ...NOT_OBJECTS,
    ...NOT_TIMES.map(time => ({ ...traffic, minute: time })),
    ...NOT_TIMES.map(time => ({ ...traffic, throttledUntil: time })),
    ...NOT_OBJECTS.map(requests => ({ ...traffic, requests })),
    ...NOT_COUNTS.map(count => ({ ...traffic, requests: { ...traffic.requests, other: count } })),
    ...NOT_OBJECTS.map(value => ({ ...traffic, pauses: value })),
  ]

  const noPauses: readonly unknown[] = [
    ...NOT_OBJECTS,
    ...NOT_TIMES.flatMap(time =>
      ['retryAt', 'attempts', 'since'].map(name => ({ ...pauseUntil(9_000), [name]: time })),
    ),
    ...[undefined, '', 'signed-out', 7, ['denied'], { toString: () => 'denied' }].map(cause => ({
      ...pauseUntil(9_000),
      cause,
    })),
  ]

  it.each(noPauses.map(value => [inspect(value, { breakLength: Infinity }), value]))(
    'is read without a pause that is none: %s',
    (_, pause) => {
      expect(parseTraffic({ ...traffic, pauses: { ...traffic.pauses, other: pause } })).toEqual(traffic)
    },
  )

  it.each(unreadable.map(value => [inspect(value, { breakLength: Infinity }), value]))(
    'counts as none when it cannot be read whole, and the session is none the less one: %s',
    (_, value) => {
      expect(parseSessionRecord({ epoch: 7, subject: 'ada', traffic: value })).toEqual({
        ...{ epoch: 7, subject: 'ada', traffic: undefined },
      })
    },
  )

  it.each(['unavailable', 'misconfigured', 'denied', 'budget'])('may have a pause because of: %s', cause => {
    expect(parseTraffic(pauses({ cause }))).toEqual(pauses({ cause }))
  })
})

describe('a token record', () => {
  it('survives being written and read, its scope too', () => {
    const record = tokenRecord({
      ...{ renewAfterMs: 9, granted: profiles, subject: 'ada', endpoint: 'cell-1.example' },
    })
    for (const written of [structuredClone(record), JSON.parse(JSON.stringify(record))]) {
      const read = parse(written)
      expect(read).toEqual(record)
      expect(read?.granted?.key).toBe(profiles.key)
    }
  })

  it.each(NOT_OBJECTS)('counts as absent when it is %s', value => {
    expect(parse(value)).toBeUndefined()
  })

  it.each(NOT_COUNTS)('counts as absent with %s for an epoch or a generation', count => {
    expect(parse(stored({ epoch: count }))).toBeUndefined()
    expect(parse(stored({ generation: count }))).toBeUndefined()
  })

  it.each(NOT_TIMES)('counts as absent with %s for its issue or its lifetime', time => {
    expect(parse(stored({ issuedAt: time }))).toBeUndefined()
    expect(parse(stored({ lifetimeMs: time }))).toBeUndefined()
  })

  it.each(['', undefined, null, 7, ['secret'], { toString: () => 'secret' }])(
    'counts as absent with %s for a token',
    secret => {
      expect(parse(stored({ secret }))).toBeUndefined()
    },
  )

  it.each([
    ['the moment its life is over', -59_000, undefined],
    ['a millisecond before that', -58_999, expect.anything()],
    ['issued within a minute from now, by a clock that was ahead', 61_000, expect.anything()],
    ['issued later than that', 61_001, undefined],
  ])('is judged by its times: %s', (_, issuedAfterMs, read) => {
    expect(parse(stored({ issuedAt: START_AT + issuedAfterMs }))).toEqual(read)
  })

  it.each([
    ['granted', { permissions: [{ role: 'root', cache: '*' }] }],
    ['granted', 'everything'],
    ['renewAfterMs', -1],
    ['renewAfterMs', 'soon'],
    ['subject', ''],
    ['endpoint', 7],
  ])('says nothing of a %s that is none: %j', (name, value) => {
    expect(parse(stored({ [name]: value }))).toEqual(tokenRecord())
  })

  it('is never read as more than what was stored, nor does reading it throw', () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom(1, 7, 60_000, START_AT, 'text'))
    const record = fc.record({
      epoch: value,
      generation: value,
      secret: value,
      issuedAt: value,
      lifetimeMs: value,
    })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), record), hostile => {
        const read = parse(hostile)
        if (read !== undefined) expect(hostile).toMatchObject({ epoch: read.epoch, secret: read.secret })
        parseSessionRecord(hostile)
        storedGeneration(hostile, EPOCH)
      }),
    )
  })
})

describe('the generation of what is stored', () => {
  it.each([
    ['a token', stored(), 3],
    ['a token whose life is over', stored({ issuedAt: 0 }), 3],
    ['a token that cannot be read', { epoch: EPOCH, generation: 5 }, 5],
    ['a token of another epoch', stored({ epoch: EPOCH + 1 }), 0],
    ['no count', stored({ generation: 'many' }), 0],
    ['nothing', undefined, 0],
    ['text', 'token', 0],
  ])('of %s', (_, value, generation) => {
    expect(storedGeneration(value, EPOCH)).toBe(generation)
  })
})

it('the key of a token record names its scope', () => {
  expect([tokenKey(''), tokenKey(profiles.key)]).toEqual(['token:', 'token:readwrite:profiles/*'])
})
