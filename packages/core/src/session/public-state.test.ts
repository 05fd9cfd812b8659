import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  grantOf,
  live,
  request,
  START_AT,
  signedIn,
  signedOut,
  visitor,
} from '../../test-support/session-samples.js'
import { scopeStateOf, sessionStateOf } from './public-state.js'
import type { ScopePhase } from './store-state.js'

const shown = {
  status: 'live',
  generation: 3,
  issuedAt: START_AT,
  expiresAt: START_AT + 60_000,
  origin: 'issued',
}
const backingOff = {
  phase: 'backing-off',
  retryAt: START_AT + 40_000,
  attempts: 2,
} as const

const phases: readonly [ScopePhase, object][] = [
  [{ status: 'idle' }, { status: 'idle' }],
  [{ status: 'reading' }, { status: 'issuing' }],
  [{ status: 'issuing', request }, { status: 'issuing' }],
  [live(), { ...shown, renewal: { phase: 'scheduled', at: START_AT + 30_000 } }],
  [live({ phase: 'running', request }), { ...shown, renewal: { phase: 'running' } }],
  [live({ ...backingOff, cause: 'unavailable' }), { ...shown, renewal: backingOff }],
  [
    { status: 'waiting', retryAt: START_AT, cause: 'misconfigured', attempts: 2 },
    { status: 'waiting', retryAt: START_AT, cause: 'misconfigured' },
  ],
  [
    { status: 'denied', askAgainAt: START_AT },
    { status: 'denied', askAgainAt: START_AT },
  ],
]

describe('what an app sees of a scope', () => {
  it.each(phases)('%j', (phase, state) => {
    expect(scopeStateOf(phase)).toEqual(state)
  })

  it('never has the token in it', () => {
    const state = scopeStateOf(live(undefined, grantOf({ secret: 'a-secret-to-find' })))
    expect(inspect(state, { depth: 9, showHidden: true })).not.toContain('a-secret')
  })
})

describe('what an app sees of the session', () => {
  it.each([
    [{ status: 'restoring' } as const, { status: 'restoring' }],
    [signedOut, { status: 'signed-out', epoch: 7 }],
    [signedIn, { status: 'active', epoch: 7, subject: 'ada', identity: 'verified' }],
    [visitor, { status: 'active', epoch: 7, subject: undefined, identity: 'unverified' }],
  ])('%j', (session, state) => {
    expect(sessionStateOf(session)).toEqual(state)
  })
})
