import { expectNoSecret } from '@hallpass/testing'
import {
  type Arbitrary,
  assert,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  record,
  string,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Renewal, ScopeState, SessionState } from '../session/session-states.js'
import { createToken } from '../token/create-token.js'
import { type ExplainedStore, explain } from './explain.js'
import type { BackingOffCause, Explanation } from './explanation.js'

const NOW = Date.UTC(2030, 0, 1)
const MINUTE = 60_000

const ACTIVE: SessionState = {
  status: 'active',
  epoch: 1,
  subject: 'ada',
  identity: 'verified',
  skewMs: -250,
}

function explained(session: SessionState, scope: ScopeState, secret?: string): Explanation {
  const tokens: ExplainedStore = {
    sessionState: () => session,
    scopeState: () => scope,
    peekToken: () => (secret === undefined ? undefined : tokenOf(secret, scope)),
  }
  return explain(tokens, undefined, { now: () => NOW })
}

/** The token of the scope, or of a wider one where it has none. */
function tokenOf(secret: string, scope: ScopeState) {
  const unknown = { granted: undefined, subject: undefined, endpoint: undefined }
  const expiresAt = scope.status === 'live' ? scope.expiresAt : NOW + LEFT_MS
  return createToken({ secret, expiresAt, generation: 7, ...unknown })
}

/** Of an hour; `leftMs` are left of it. */
function live(leftMs: number, renewal: Renewal): ScopeState {
  const expiresAt = NOW + leftMs
  return {
    status: 'live',
    generation: 7,
    issuedAt: expiresAt - 60 * MINUTE,
    expiresAt,
    origin: 'issued',
    grant: 'as-asked',
    renewal,
  }
}

const LEFT_MS = 2_472_000
const scheduled: Renewal = { phase: 'scheduled', at: NOW + 1_743_000 }
const running: Renewal = { phase: 'running' }
function backingOff(
  attempts: number,
  cause: BackingOffCause = 'unavailable',
  retryAt = NOW + 40_000,
): Renewal {
  return { phase: 'backing-off', retryAt, attempts, cause }
}

describe('one sentence says', () => {
  it.each<[string, ScopeState]>([
    ['from memory, generation 7, 41:12 left, next renewal in 29:03', live(LEFT_MS, scheduled)],
    ['from memory, generation 7, 41:12 left, a request is on its way', live(LEFT_MS, running)],
    [
      'from memory, generation 7, 41:12 left, renewal put off (unavailable), attempt 1 in 0:40',
      live(LEFT_MS, backingOff(0)),
    ],
    [
      'from memory, generation 7, 41:12 left, renewal put off (unavailable), attempt 2 in 0:40',
      live(LEFT_MS, backingOff(1)),
    ],
    [
      'from memory, generation 7, 41:12 left, renewal put off (budget), attempt 4 now',
      live(LEFT_MS, backingOff(3, 'budget', NOW)),
    ],
    ['from memory, generation 7, 41:12 left, of a wider scope', { status: 'idle' }],
  ])('%s', (sentence, scope) => {
    expect(explained(ACTIVE, scope, 'secret').sentence).toBe(sentence)
  })

  it.each<[string, ScopeState]>([
    ['asks the backend, generation 7 is over, idle because nobody asked', live(0, scheduled)],
    ['waits for a request on its way, generation 7 is over', live(0, running)],
    [
      'rejects with unavailable, generation 7 is over, renewal put off (unavailable), attempt 3 in 0:40',
      live(0, backingOff(2)),
    ],
    [
      'asks the backend, generation 7 is over, renewal put off (unavailable), attempt 3 now',
      live(0, backingOff(2, 'unavailable', NOW)),
    ],
    [
      'rejects with denied, generation 7 is over, renewal put off (denied), attempt 2 in 0:40',
      live(0, backingOff(1, 'denied')),
    ],
    [
      'rejects with unavailable, waiting (budget), next attempt in 0:20',
      { status: 'waiting', retryAt: NOW + 20_000, cause: 'budget' },
    ],
    [
      'asks the backend, waiting (unavailable), next attempt now',
      { status: 'waiting', retryAt: NOW + 3_600_000, cause: 'unavailable' },
    ],
  ])('%s, without a token to hand out', (sentence, scope) => {
    expect(explained(ACTIVE, scope).sentence).toBe(sentence)
  })
})

describe('the data says', () => {
  it('what is served, what is left of it, and when what comes next', () => {
    const expiresAt = NOW + LEFT_MS
    expect(explained(ACTIVE, live(LEFT_MS, scheduled), 'secret')).toEqual({
      at: NOW,
      answer: { does: 'serve', from: 'memory' },
      token: {
        generation: 7,
        origin: 'issued',
        grant: 'as-asked',
        issuedAt: expiresAt - 60 * MINUTE,
        expiresAt,
        leftMs: LEFT_MS,
      },
      next: { because: 'renewal-margin', at: NOW + 1_743_000, inMs: 1_743_000 },
      skewMs: -250,
      sentence: expect.any(String),
    })
  })

  it('that there is no token, and until when', () => {
    const state: ScopeState = { status: 'waiting', retryAt: NOW + 5_000, cause: 'misconfigured' }
    expect(explained(ACTIVE, state)).toMatchObject({
      answer: { does: 'reject', code: 'misconfigured' },
      token: undefined,
      next: { because: 'waiting', cause: 'misconfigured', at: NOW + 5_000, inMs: 5_000 },
    })
  })

  it('nothing of a scope before it is known who is signed in, and nothing to nobody', () => {
    const scope = live(LEFT_MS, scheduled)
    expect(explained({ status: 'restoring' }, scope, 'secret')).toMatchObject({
      answer: { does: 'wait', for: 'storage' },
      token: undefined,
    })
    expect(explained({ status: 'signed-out', epoch: 1 }, scope, 'secret')).toMatchObject({
      answer: { does: 'reject', code: 'signed-out' },
      token: undefined,
    })
  })
})

const moment = integer({ min: -2 * 60 * MINUTE, max: 2 * 60 * MINUTE }).map(ms => NOW + ms)

const renewals: Arbitrary<Renewal> = oneof(
  record({ phase: constant('scheduled' as const), at: moment }),
  constant(running),
  record({
    phase: constant('backing-off' as const),
    retryAt: moment,
    attempts: integer({ min: 0, max: 40 }),
    cause: constantFrom<BackingOffCause>('unavailable', 'misconfigured', 'budget', 'denied'),
  }),
)

const scopes: Arbitrary<ScopeState> = oneof(
  constantFrom<ScopeState>({ status: 'idle' }, { status: 'issuing' }),
  record({
    status: constant('live' as const),
    generation: integer({ min: 1 }),
    issuedAt: moment,
    expiresAt: moment,
    origin: constantFrom('issued' as const, 'adopted' as const, 'restored' as const),
    grant: constantFrom('as-asked' as const, 'narrower' as const, 'unknown' as const),
    renewal: renewals,
  }),
  record({
    status: constant('waiting' as const),
    retryAt: moment,
    cause: constantFrom('unavailable' as const, 'misconfigured' as const, 'budget' as const),
  }),
  record({ status: constant('denied' as const), askAgainAt: moment }),
)

const sessions = constantFrom<SessionState>(
  { status: 'restoring' },
  { status: 'signed-out', epoch: 1 },
  ACTIVE,
  { ...ACTIVE, subject: undefined, identity: 'unverified' },
)

/** Letters that no sentence is made of. */
const secrets = string({ unit: constantFrom('Z', 'Q', 'X', '9'), minLength: 8, maxLength: 40 })

describe('whatever the state', () => {
  it('there is a sentence, and every number in it is one', () => {
    const holds = property(sessions, scopes, secrets, (session, scope, secret) => {
      for (const token of [undefined, secret]) {
        const { sentence, next } = explained(session, scope, token)
        expect(sentence).toMatch(/^[a-z][\w:, ()-]{10,}\w$/)
        expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|-\d/)
        if ('at' in next) expect(next.inMs).toBeGreaterThanOrEqual(0)
      }
    })
    assert(holds, { numRuns: 2_000 })
  })

  it('no part of the token is in it', () => {
    const holds = property(sessions, scopes, secrets, (session, scope, secret) => {
      expectNoSecret({ explanation: explained(session, scope, secret) }, [secret])
    })
    assert(holds, { numRuns: 500 })
  })

  it('a token is served only where there is one to be had', () => {
    const holds = property(sessions, scopes, (session, scope) => {
      expect(explained(session, scope).answer.does).not.toBe('serve')
    })
    assert(holds)
  })
})
