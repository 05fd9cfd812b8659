import { describe, expect, it } from 'vitest'
import { momentAfter, START_AT } from '../../test-support/session-samples.js'
import type { TokenRefusal } from './issue.js'
import { pauseAfter } from './pause.js'

/** The pause in milliseconds at the lowest and at the highest chance. */
function pauseMs(refusal: TokenRefusal, attempts: number): readonly [least: number, most: number] {
  const [least, most] = [0, 1 - Number.EPSILON].map(chance =>
    pauseAfter(refusal, attempts, momentAfter(0, chance)),
  )
  return [(least?.retryAt ?? 0) - START_AT, Math.round((most?.retryAt ?? 0) - START_AT)]
}

const unavailable = (facts: Partial<TokenRefusal> = {}): TokenRefusal => ({
  refusal: 'unavailable',
  ...facts,
})

describe('after a refusal a scope waits', () => {
  it.each<[string, TokenRefusal, number, number, number]>([
    ['denied', { refusal: 'denied' }, 1, 60_000, 60_000],
    [
      'denied, whenever the backend wants to be asked',
      { refusal: 'denied', retryAfterMs: 1 },
      1,
      60_000,
      60_000,
    ],
    ['misconfigured, at the longest backoff', { refusal: 'misconfigured' }, 1, 60_000, 60_000],
    ['misconfigured, again and again', { refusal: 'misconfigured' }, 9, 60_000, 60_000],
    ['unavailable, once', unavailable(), 1, 1_000, 2_000],
    ['unavailable, twice', unavailable(), 2, 1_000, 4_000],
    ['unavailable, five times', unavailable(), 5, 1_000, 32_000],
    ['unavailable, for hours', unavailable(), 99, 1_000, 60_000],
    ['unavailable until its Retry-After', unavailable({ retryAfterMs: 40_000 }), 1, 40_000, 40_000],
    ['unavailable, Retry-After below the backoff', unavailable({ retryAfterMs: 10 }), 1, 1_000, 2_000],
    [
      'unavailable, Retry-After at the most obeyed',
      unavailable({ retryAfterMs: 300_000 }),
      1,
      300_000,
      300_000,
    ],
    ['unavailable, Retry-After beyond that', unavailable({ retryAfterMs: 300_001 }), 1, 300_000, 300_000],
    ['unavailable, Retry-After without end', unavailable({ retryAfterMs: Infinity }), 1, 300_000, 300_000],
    [
      'unavailable, Retry-After that is no number',
      unavailable({ retryAfterMs: Number.NaN }),
      1,
      1_000,
      2_000,
    ],
    ['the same token, ten seconds at least', unavailable({ problem: 'same-token' }), 1, 10_000, 10_000],
    ['the same token, again and again', unavailable({ problem: 'same-token' }), 6, 10_000, 60_000],
    ['an answer out of a cache', unavailable({ problem: 'stale-answer' }), 1, 1_000, 2_000],
    ['an answer that cannot be read', unavailable({ problem: 'bad-expiry' }), 1, 1_000, 2_000],
  ])('%s', (_, refusal, attempts, leastMs, mostMs) => {
    expect(pauseMs(refusal, attempts)).toEqual([leastMs, mostMs])
  })

  it.each<[TokenRefusal['refusal'], string, number]>([
    ['denied', 'denied', 0],
    ['misconfigured', 'misconfigured', 3],
    ['unavailable', 'unavailable', 3],
  ])('%s from that moment on, and says why and for the which time', (refusal, cause, attempts) => {
    const { at } = momentAfter(7_000)
    expect(pauseAfter({ refusal }, 3, momentAfter(7_000))).toMatchObject({ cause, attempts, since: at })
  })
})
