import { type DefinedScope, defineScope } from '../src/scope/index.js'
import { type Grant, grantFromRecord } from '../src/session/grant.js'
import type { Moment } from '../src/session/moment.js'
import type { TokenRecord } from '../src/session/records.js'
import type { SessionView } from '../src/session/session-view.js'
import {
  type IssueRequest,
  initialState,
  newEntry,
  type RenewalPhase,
  type ScopeEntry,
  type ScopePhase,
  type StoreState,
} from '../src/session/store-state.js'

/** When everything in these samples begins: 2030. */
export const START_AT: number = Date.UTC(2030, 0, 1)
export const EPOCH = 7

/** A moment some time after the start. No jitter unless `chance` says so. */
export function momentAfter(ms: number, chance = 0): Moment {
  return { at: START_AT + ms, monotonicMs: 5_000 + ms, chance }
}

export const profiles: DefinedScope = defineScope({ permissions: [{ role: 'readwrite', cache: 'profiles' }] })

export const signedIn: SessionView & { status: 'active' } = {
  ...{ status: 'active', epoch: EPOCH, subject: 'ada', standing: 'signed-in' },
}
export const visitor: SessionView & { status: 'active' } = {
  ...signedIn,
  subject: undefined,
  standing: 'visitor',
}
export const signedOut: SessionView = { status: 'signed-out', epoch: EPOCH }

/** Generation 3 of the default scope, issued at the start, for a minute. */
export function tokenRecord(changes: Partial<TokenRecord> = {}): TokenRecord {
  const record = {
    epoch: EPOCH,
    generation: 3,
    secret: 'secret-of-3',
    issuedAt: START_AT,
    lifetimeMs: 60_000,
  }
  return { ...record, ...changes }
}

export function grantOf(changes: Partial<TokenRecord> = {}, moment: Moment = momentAfter(0)): Grant {
  return grantFromRecord(tokenRecord(changes), 'issued', moment)
}

/** Request number 4 for the token after generation 3. */
export const request: IssueRequest = { number: 4, reason: 'renewal', attempts: 2 }

export function live(renewal: RenewalPhase = { phase: 'scheduled' }, grant: Grant = grantOf()): ScopePhase {
  return { status: 'live', grant, renewal }
}

/** The default scope, which has seen generation 3 and three requests. */
export function entryIn(phase: ScopePhase, changes: Partial<ScopeEntry> = {}): ScopeEntry {
  const requestCount = phase.status === 'issuing' || phase.status === 'live' ? 4 : 3
  return { ...newEntry('', undefined), generation: 3, requestCount, phase, ...changes }
}

/** Somebody is signed in and listens. */
export function stateWith(entry: ScopeEntry | undefined, changes: Partial<StoreState> = {}): StoreState {
  const scopes = new Map(entry === undefined ? [] : [[entry.key, entry]])
  return { ...initialState, session: signedIn, demand: 'watched', scopes, ...changes }
}
