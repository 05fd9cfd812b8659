import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { START_AT } from '../../test-support/session-samples.js'
import { measureSkewMs } from './measure-skew.js'

/** An answer sent for at the start that took a while. */
const answer = (tookMs: number, date?: number, issuedAt?: number) => {
  const at = (ms: number | undefined) => (ms === undefined ? undefined : START_AT + ms)
  return { sentAt: START_AT, receivedAt: START_AT + tookMs, date: at(date), issuedAt: at(issuedAt) }
}

describe("how far the backend's clock is from ours", () => {
  it.each([
    ['nothing, when its date lies between question and answer', answer(800, 0), 0],
    ['nothing, when the fraction of its second explains it', answer(100, -1_000), 0],
    ['nothing, however long the answer took', answer(9_000, 4_000), 0],
    ['ahead, by what even the latest arrival leaves', answer(800, 61_000), 60_200],
    ['behind, by what even the fullest second leaves', answer(800, -61_000), -60_000],
    ['an hour ahead', answer(0, 3_600_000), 3_600_000],
    ['an hour behind', answer(0, -3_600_000), -3_599_000],
    ['unknown, when nothing is said', answer(800), undefined],
    ['ahead, when the token was issued later than now', answer(800, undefined, 61_000), 60_200],
    ['unknown, when it was issued now', answer(800, undefined, 800), undefined],
    [
      'unknown, when it was issued a while ago: it may have been kept',
      answer(800, undefined, -60_000),
      undefined,
    ],
    ['what the date says, whatever the token says', answer(800, 0, 61_000), 0],
  ])('is %s', (_, time, skewMs) => {
    expect(measureSkewMs(time)).toBe(skewMs)
  })

  it('is never further from nothing than the truth, nor off by more than the answer took and a second', () => {
    const ms = (most: number) => fc.integer({ min: 0, max: most })
    const truth = fc.integer({ min: -1e8, max: 1e8 })
    fc.assert(
      fc.property(truth, ms(10_000), ms(10_000), ms(999), (trueMs, thereMs, backMs, fraction) => {
        const answeredAt = START_AT + fraction + thereMs
        const date = Math.floor((answeredAt + trueMs) / 1_000) * 1_000
        const times = { sentAt: START_AT + fraction, receivedAt: answeredAt + backMs, issuedAt: undefined }
        const skewMs = measureSkewMs({ ...times, date }) ?? expect.fail()
        expect(Math.abs(skewMs)).toBeLessThanOrEqual(Math.abs(trueMs))
        expect(Math.abs(trueMs - skewMs)).toBeLessThanOrEqual(thereMs + backMs + 1_000)
        expect(skewMs * trueMs).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
