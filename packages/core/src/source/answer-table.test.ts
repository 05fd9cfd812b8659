import { describe, expect, it } from 'vitest'
import type { TokenRefusal } from '../session/issue.js'
import { classifyAnswer, retryAfterMs } from './answer-table.js'

type Meaning = TokenRefusal['refusal'] | undefined
const oauth = (error: string) => ({ error, error_description: 'for people to read' })

const cases: readonly [number, unknown, Meaning][] = [
  [200, { access_token: 'abc' }, undefined],
  [200, oauth('invalid_grant'), undefined],
  [201, {}, undefined],
  [204, '', undefined],
  [300, '', 'unavailable'],
  [301, '', 'unavailable'],
  [304, '', 'unavailable'],
  [400, oauth('invalid_grant'), 'signed-out'],
  [400, oauth('invalid_scope'), 'denied'],
  [400, oauth('invalid_request'), 'misconfigured'],
  [400, oauth('invalid_client'), 'misconfigured'],
  [400, oauth('INVALID_GRANT'), 'misconfigured'],
  [400, { error: { code: 'invalid_grant' } }, 'misconfigured'],
  [400, 'invalid_grant', 'misconfigured'],
  [400, '', 'misconfigured'],
  [400, null, 'misconfigured'],
  [401, {}, 'signed-out'],
  [401, '<html>', 'signed-out'],
  [401, oauth('invalid_scope'), 'signed-out'],
  [402, {}, 'misconfigured'],
  [403, {}, 'denied'],
  [403, oauth('invalid_grant'), 'denied'],
  [404, {}, 'misconfigured'],
  [405, {}, 'misconfigured'],
  [408, {}, 'unavailable'],
  [409, {}, 'misconfigured'],
  [413, {}, 'misconfigured'],
  [415, {}, 'misconfigured'],
  [418, {}, 'misconfigured'],
  [425, {}, 'unavailable'],
  [429, {}, 'unavailable'],
  [429, oauth('invalid_grant'), 'unavailable'],
  [451, {}, 'misconfigured'],
  [499, {}, 'misconfigured'],
  [500, {}, 'unavailable'],
  [501, {}, 'unavailable'],
  [502, '<html>Bad gateway</html>', 'unavailable'],
  [503, oauth('invalid_grant'), 'unavailable'],
  [504, '', 'unavailable'],
  [599, '', 'unavailable'],
]

describe('an answer', () => {
  it.each(cases)('of %i %j means %s', (status, body, meaning) => {
    expect(classifyAnswer(status, body)).toBe(meaning)
  })
})

describe('how long to leave the backend alone', () => {
  it.each([
    ['the header', '30', {}, 30_000],
    ['the header, at once', '0', {}, 0],
    ['the body', null, { retry_after: 7 }, 7_000],
    ['the body, by fractions', null, { retry_after: 0.5 }, 500],
    ['the body before the header', '30', { retry_after: 7 }, 7_000],
    ['the header where the body says it in words', '30', { retry_after: 'soon' }, 30_000],
    ['neither', null, {}, undefined],
    ['text', null, 'try later', undefined],
    ['a time before now', null, { retry_after: -1 }, undefined],
    ['no number', null, { retry_after: Number.NaN }, undefined],
    ['a time without end', null, { retry_after: Number.POSITIVE_INFINITY }, undefined],
    ['a fraction in the header, which RFC 9110 has none of', '1.5', {}, undefined],
    ['a sign in the header', '-1', {}, undefined],
    ['more digits than a time has', '1'.repeat(10), {}, undefined],
    ['nothing at all', '', null, undefined],
  ] as const)('is said by %s', (_, header, body, ms) => {
    const headers = new Headers(header === null ? {} : { 'retry-after': header })
    expect(retryAfterMs(headers, body)).toBe(ms)
  })

  const NOW = 'Sat, 21 Nov 2026 22:33:44 GMT'
  const IN_A_MINUTE = 'Sat, 21 Nov 2026 22:34:44 GMT'

  it.each([
    ['a minute by the clock of the backend', IN_A_MINUTE, NOW, 60_000],
    ['a day by it', 'Sun, 22 Nov 2026 22:33:44 GMT', NOW, 86_400_000],
    ['now', NOW, NOW, 0],
    ['a moment that is over', NOW, IN_A_MINUTE, 0],
    ['whatever the Date, where it is seconds', '30', IN_A_MINUTE, 30_000],
    ['nothing, where the answer has no Date', IN_A_MINUTE, undefined, undefined],
    ['nothing, where its Date is none', IN_A_MINUTE, 'today', undefined],
    ['nothing, where it is in a format of old', 'Saturday, 21-Nov-26 22:34:44 GMT', NOW, undefined],
    ['nothing, where it is in another', '2026-11-21T22:34:44Z', NOW, undefined],
    ['nothing, where it names no zone', 'Sat, 21 Nov 2026 22:34:44', NOW, undefined],
  ])('is %s, in a header with a date', (_, retryAfter, date, ms) => {
    const headers = new Headers({ 'retry-after': retryAfter, ...(date && { date }) })
    expect(retryAfterMs(headers, {})).toBe(ms)
  })

  it('is what the body says, whatever date the header has', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': IN_A_MINUTE, date: NOW }), { retry_after: 7 })).toBe(
      7_000,
    )
  })
})
