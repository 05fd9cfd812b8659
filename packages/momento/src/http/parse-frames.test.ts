import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFrames } from './parse-frames.js'

const item = (value: unknown, sequence: unknown = 4, page: unknown = 3) => ({
  item: { sequence_page: page, topic_sequence_number: sequence, value },
})
const body = (...items: readonly unknown[]): string => JSON.stringify({ items })
const frame = (payload: unknown, sequenceNumber = 4n) => ({ kind: 'item', page: 3n, sequenceNumber, payload })

describe('parseFrames', () => {
  it('reads items and discontinuities in order', () => {
    const jump = {
      discontinuity: { last_topic_sequence: 4, new_topic_sequence: 104, new_sequence_page: 1748358253 },
    }
    expect(parseFrames(body(item({ text: 'a' }), jump, item({ text: '' }, 105, 1748358253)))).toEqual({
      ok: true,
      value: [
        frame('a'),
        { kind: 'discontinuity', page: 1748358253n, newSequence: 104n },
        { kind: 'item', page: 1748358253n, sequenceNumber: 105n, payload: '' },
      ],
    })
    expect(parseFrames(body())).toEqual({ ok: true, value: [] })
  })

  it.each<[string, unknown, unknown]>([
    ['base64', { binary: 'AP8=' }, Uint8Array.of(0, 255)],
    ['a list of bytes', { binary: [0, 255] }, Uint8Array.of(0, 255)],
    ['no bytes', { binary: '' }, new Uint8Array()],
    ['no base64', { binary: '*' }, undefined],
    ['a list of something else', { binary: [256] }, undefined],
    ['a list of texts', { binary: ['1'] }, undefined],
    ['something new', { number: 1 }, undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
  ])('an item of %s keeps its place', (_, value, payload) => {
    expect(parseFrames(body(item(value)))).toEqual({ ok: true, value: [frame(payload)] })
  })

  it('reads who published it', () => {
    const published = { item: { ...item({ text: 'a' }).item, publisher_id: 'ada' } }
    expect(parseFrames(body(published))).toEqual({ ok: true, value: [{ ...frame('a'), publisherId: 'ada' }] })
  })

  it('reads numbers exactly, as numbers or as digits', () => {
    const largest = Number.MAX_SAFE_INTEGER
    expect(parseFrames(body(item({ text: 'a' }, largest)))).toMatchObject({
      value: [frame('a', BigInt(largest))],
    })
    expect(parseFrames(body(item({ text: 'a' }, '18446744073709551615')))).toMatchObject({
      value: [frame('a', 2n ** 64n - 1n)],
    })
  })

  it.each([2 ** 53, 1e300, -1, 1.5, '', ' 1', '-1', '1e3', '0x10', '1'.repeat(21), null, true, [1], {}])(
    'takes %j for no position, and then nothing of the answer',
    number => {
      const refused = { ok: false, problem: 'unreadable-entry' }
      expect(parseFrames(body(item({ text: 'good' }), item({ text: 'a' }, number)))).toEqual(refused)
      expect(parseFrames(body(item({ text: 'a' }, 1, number)))).toEqual(refused)
      const jump = { discontinuity: { new_topic_sequence: number, new_sequence_page: 1 } }
      expect(parseFrames(body(jump))).toEqual(refused)
    },
  )

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"items"',
    '{}',
    '{"items":{}}',
    '{"items":null}',
    '<html>',
    '{"__proto__":{"items":[]}}',
  ])('finds no items in %j', text => {
    expect(parseFrames(text)).toEqual({ ok: false, problem: 'no-items' })
  })

  it.each([[[null]], [[1]], [['x']], [[{}]], [[{ heartbeat: {} }]], [[{ item: null }]], [[{ item: [] }]]])(
    'does not skip the entry it cannot read in %j',
    items => {
      expect(parseFrames(JSON.stringify({ items }))).toEqual({ ok: false, problem: 'unreadable-entry' })
    },
  )

  it('refuses what is far too long', () => {
    expect(parseFrames(' '.repeat(16_777_217))).toEqual({ ok: false, problem: 'too-long' })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map(value => body(item(value, value, value))),
        ),
        text => {
          expect(typeof parseFrames(text).ok).toBe('boolean')
        },
      ),
    )
  })
})
