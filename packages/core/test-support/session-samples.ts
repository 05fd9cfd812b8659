import { type DefinedScope, defineScope } from '../src/scope/index.js'
import { type Grant, grantFromRecord } from '../src/session/grant.js'
import type { Moment } from '../src/session/moment.js'
import type { Pause } from '../src/session/pause.js'
import type { TokenRecord } from '../src/session/records.js'
import type { SessionView } from '../src/session/session-view.js'
import {
  type IssuePhase,
  type IssueRequest,
  initialState,
  newEntry,
  type ScopeEntry,
  type ScopePhase,
  type StoreState,
} from '../src/session/store-state.js'
import type { Traffic } from '../src/session/traffic.js'

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
export const request: IssueRequest = { number: 4, reason: 'renewal', attempts: 2, generation: 3 }

/** From the start until some time after it, for the second failure in a row. */
export function pauseUntil<Cause extends Pause['cause'] = 'unavailable'>(
  afterMs: number,
  changes: Partial<Pause> & { readonly cause?: Cause } = {},
): Pause & { readonly cause: Cause } {
  const pause = {
    cause: 'unavailable',
    retryAt: START_AT + afterMs,
    attempts: 2,
    since: START_AT,
    ...changes,
  }
  return pause as Pause & { readonly cause: Cause }
}

/** Waits until some time after the start. */
export function waiting(afterMs: number, changes: Partial<Pause> = {}): IssuePhase & { status: 'waiting' } {
  return { status: 'waiting', pause: pauseUntil(afterMs, changes) }
}

/** The traffic of the minute that everything begins in: none yet. */
export function trafficWith(changes: Partial<Traffic> = {}): Traffic {
  return { minute: START_AT / 60_000, requests: {}, throttledUntil: 0, pauses: {}, ...changes }
}

export function live(renewal: IssuePhase = { status: 'idle' }, grant: Grant = grantOf()): ScopePhase {
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
