import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  entryIn,
  grantOf,
  live,
  profiles,
  request,
  START_AT,
  signedIn,
  signedOut,
  stateWith,
  visitor,
  waiting,
} from '../../test-support/session-samples.js'
import { defineScope } from '../scope/index.js'
import { scopeStateOf, sessionStateOf } from './public-state.js'
import type { ScopePhase } from './store-state.js'

const shown = {
  status: 'live',
  generation: 3,
  issuedAt: START_AT,
  expiresAt: START_AT + 60_000,
  origin: 'issued',
  grant: 'unknown',
}
const backingOff = { phase: 'backing-off', retryAt: START_AT + 40_000, attempts: 2 }

const PAUSE_CAUSES = ['unavailable', 'misconfigured', 'budget', 'denied'] as const

const phases: readonly [ScopePhase, object][] = [
  [{ status: 'idle' }, { status: 'idle' }],
  [{ status: 'reading' }, { status: 'issuing' }],
  [{ status: 'issuing', request }, { status: 'issuing' }],
  [live(), { ...shown, renewal: { phase: 'scheduled', at: START_AT + 30_000 } }],
  [live({ status: 'issuing', request }), { ...shown, renewal: { phase: 'running' } }],
  ...PAUSE_CAUSES.map((cause): [ScopePhase, object] => [
    live(waiting(40_000, { cause })),
    { ...shown, renewal: { ...backingOff, cause } },
  ]),
  ...(['unavailable', 'misconfigured', 'budget'] as const).map((cause): [ScopePhase, object] => [
    waiting(9_000, { cause }),
    { status: 'waiting', retryAt: START_AT + 9_000, cause },
  ]),
  [waiting(9_000, { cause: 'denied' }), { status: 'denied', askAgainAt: START_AT + 9_000 }],
]

describe('what an app sees of a scope', () => {
  it.each(phases)('%j', (phase, state) => {
    expect(scopeStateOf(entryIn(phase))).toEqual(state)
  })

  const narrower = defineScope({ permissions: [{ role: 'readonly', cache: 'profiles' }] })
  const same = defineScope({ permissions: [{ cache: { name: 'profiles' }, role: 'readwrite' }] })

  it.each([
    ['as-asked', 'the answer granted just that', profiles, same],
    ['narrower', 'the answer granted less', profiles, narrower],
    ['unknown', 'nobody says what was granted', profiles, undefined],
    ['unknown', 'the backend decides', undefined, narrower],
  ])('says of a token that its grant is %s where %s', (grant, _, scope, granted) => {
    expect(scopeStateOf(entryIn(live(), { scope, granted }))).toMatchObject({ status: 'live', grant })
  })

  it('never has the token in it', () => {
    const phase = live(undefined, grantOf({ secret: 'a-secret-to-find' }))
    const state = scopeStateOf(entryIn(phase))
    expect(inspect(state, { depth: 9, showHidden: true })).not.toContain('a-secret')
  })
})

describe('what an app sees of the session', () => {
  it.each([
    [{ status: 'restoring' } as const, { status: 'restoring' }],
    [{ status: 'signing-out', epoch: 7 } as const, { status: 'signed-out', epoch: 7 }],
    [signedOut, { status: 'signed-out', epoch: 7 }],
    [signedIn, { status: 'active', epoch: 7, subject: 'ada', identity: 'verified' }],
    [visitor, { status: 'active', epoch: 7, subject: undefined, identity: 'unverified' }],
  ])('%j', (session, state) => {
    expect(sessionStateOf(stateWith(undefined, { session }))).toEqual(state)
  })

  it('tells of a clock that is wrong, once it was measured', () => {
    expect(sessionStateOf(stateWith(undefined, { skewMs: -90_000 }))).toMatchObject({ skewMs: -90_000 })
    expect(sessionStateOf(stateWith(undefined))).toHaveProperty('skewMs', undefined)
  })
})
