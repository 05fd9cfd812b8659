import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  grantOf,
  live,
  momentAfter,
  request,
  START_AT,
  signedIn,
  signedOut,
  stateWith,
  tokenRecord,
  waiting,
} from '../../test-support/session-samples.js'
import { grantFromRecord } from './grant.js'
import { type Served, serve, usableToken, type Wish } from './serve.js'
import type { ScopePhase } from './store-state.js'

const grant = grantOf()
const { token } = grant
const restored = grantFromRecord(tokenRecord(), 'restored', momentAfter(0))
const renewing = live({ status: 'issuing', request }, grant)
const backingOff = live(waiting(40_000, { attempts: 1 }), grant)
const paused: ScopePhase = waiting(10_000, { attempts: 1 })
const denied: ScopePhase = waiting(10_000, { cause: 'denied' })

const served = (phase: ScopePhase, afterMs: number, wish: Partial<Wish> = {}): Served =>
  serve(
    stateWith(entryIn(phase)),
    { key: '', minValidityMs: 0, tooShort: undefined, ...wish },
    momentAfter(afterMs),
  )

const patience = { kind: 'wait' }
const problem = (code: string, facts: object = {}) => ({ kind: 'problem', problem: { code, ...facts } })

describe('a caller', () => {
  it.each([
    ['an idle scope', { status: 'idle' }, 0, patience],
    ['a scope that is read', { status: 'reading' }, 0, patience],
    ['a scope being issued', { status: 'issuing', request }, 0, patience],
    ['a live token', live(undefined, grant), 54_999, { kind: 'token', token }],
    ['a live token too close to its end', live(undefined, grant), 55_000, patience],
    ['a token being renewed', renewing, 40_000, { kind: 'token', token }],
    ['a token whose renewal fails', backingOff, 50_000, { kind: 'token', token }],
    ['a scope that waits', paused, 9_999, problem('unavailable', { retryAt: START_AT + 10_000 })],
    ['a scope that has waited', paused, 10_000, patience],
    ['a misconfigured scope', waiting(10_000, { cause: 'misconfigured' }), 0, problem('misconfigured')],
    [
      'a scope without budget',
      waiting(10_000, { cause: 'budget' }),
      0,
      problem('unavailable', { retryAt: START_AT + 10_000 }),
    ],
    ['a denied scope', denied, 9_999, problem('denied', { askAgainAt: START_AT + 10_000 })],
    ['a scope denied a while ago', denied, 10_000, patience],
  ] as const)('of %s, %# (%j after %i ms), gets what there is', (_, phase, afterMs, outcome) => {
    expect(served(phase, afterMs)).toEqual(outcome)
  })

  it('gets the reason as soon as a sign-out has begun', () => {
    const session = { status: 'signing-out', epoch: EPOCH } as const
    const state = stateWith(entryIn(live(undefined, grant)), { session })
    expect(serve(state, { key: '', minValidityMs: 0, tooShort: undefined }, momentAfter(0))).toEqual(
      problem('signed-out'),
    )
  })

  it.each(['idle', 'reading'] as const)(
    'gets the reason when nobody is signed in, whatever the scope does: %s',
    status => {
      const state = stateWith(entryIn({ status }), { session: signedOut })
      expect(serve(state, { key: '', minValidityMs: 0, tooShort: undefined }, momentAfter(0))).toEqual(
        problem('signed-out'),
      )
    },
  )

  it.each([
    [
      'the session is restored',
      stateWith(entryIn(live(undefined, grant)), { session: { status: 'restoring' } }),
    ],
    ['the scope is not known', stateWith(undefined, { session: signedIn })],
  ])('waits while %s', (_, state) => {
    expect(serve(state, { key: '', minValidityMs: 0, tooShort: undefined }, momentAfter(0))).toEqual(patience)
  })
})

describe('a caller who needs a token for longer', () => {
  const minValidityMs = 50_000

  it.each([
    ['gets one that lives long enough', live(undefined, grant), 10_000, undefined, { kind: 'token', token }],
    ['waits for the successor of one that does not', renewing, 10_001, token, patience],
    [
      'gets one found at load that lives just long enough',
      live(undefined, restored),
      10_000,
      undefined,
      { kind: 'token', token: restored.token },
    ],
    [
      'waits for the successor of one found at load that does not',
      live(undefined, restored),
      10_001,
      undefined,
      patience,
    ],
    [
      'gets that successor, however long it lives',
      live(undefined, grant),
      10_001,
      grantOf().token,
      { kind: 'token', token },
    ],
    [
      'gets the reason where it cannot be had',
      backingOff,
      10_001,
      token,
      problem('unavailable', { retryAt: START_AT + 40_000 }),
    ],
  ] as const)('%s', (_, phase, afterMs, tooShort, outcome) => {
    expect(served(phase, afterMs, { minValidityMs, tooShort })).toEqual(outcome)
  })
})

describe('the token at hand', () => {
  it.each([
    ['there is one', entryIn(live(undefined, grant)), 0, token],
    ['it is being renewed', entryIn(renewing), 54_999, token],
    ['it is too close to its end', entryIn(renewing), 55_000, undefined],
    ['there is none', entryIn({ status: 'idle' }), 0, undefined],
    ['the scope is not known', undefined, 0, undefined],
  ])('is given without asking when %s', (_, entry, afterMs, given) => {
    expect(usableToken(entry, momentAfter(afterMs))).toBe(given)
  })
})
