import type { DefinedScope } from '../scope/index.js'
import type { Grant } from './grant.js'
import type { IssueReason } from './issue.js'
import type { SessionView } from './session-view.js'

/** All a token store knows, in one tab. */
export interface StoreState {
  readonly session: SessionPhase
  readonly scopes: ReadonlyMap<string, ScopeEntry>
  /** `watched`: somebody listens, so tokens in use are renewed ahead of their expiry. */
  readonly demand: 'none' | 'watched'
}

export type SessionPhase =
  | { readonly status: 'restoring' }
  | SessionView
  /** Nobody gets a token any more; the tombstone is on its way, and nothing but its outcome counts. */
  | { readonly status: 'signing-out'; readonly epoch: number }

/** One scope this tab has asked for. */
export interface ScopeEntry {
  readonly key: string
  /** Undefined for the default scope: the backend decides. */
  readonly scope: DefinedScope | undefined
  readonly phase: ScopePhase
  /** The highest generation seen here, of whichever tab. */
  readonly generation: number
  /** What the last answer granted, as far as known. */
  readonly granted: DefinedScope | undefined
  /** The last issue by this tab, for the spacing between two. */
  readonly lastIssue:
    | { readonly at: number; readonly lifetimeMs: number; readonly reason: IssueReason }
    | undefined
  /** Requests this tab has started; numbers the next one. */
  readonly requestCount: number
}

export type ScopePhase =
  | { readonly status: 'idle' }
  /** Storage has not said yet whether there is a token. */
  | { readonly status: 'reading' }
  | { readonly status: 'issuing'; readonly request: IssueRequest }
  | { readonly status: 'live'; readonly grant: Grant; readonly renewal: RenewalPhase }
  | {
      readonly status: 'waiting'
      readonly retryAt: number
      readonly cause: WaitingCause
      readonly attempts: number
    }
  | { readonly status: 'denied'; readonly askAgainAt: number }

export type WaitingCause = 'unavailable' | 'misconfigured' | 'budget'

export type RenewalPhase =
  | { readonly phase: 'scheduled' }
  | { readonly phase: 'running'; readonly request: IssueRequest }
  | {
      readonly phase: 'backing-off'
      readonly retryAt: number
      readonly cause: WaitingCause | 'denied'
      readonly attempts: number
    }

/** A request on its way. A late answer carries the number it was asked under; a stale one is dropped. */
export interface IssueRequest {
  readonly number: number
  readonly reason: IssueReason
  /** Failures in a row before it. */
  readonly attempts: number
}

export const initialState: StoreState = {
  session: { status: 'restoring' },
  scopes: new Map(),
  demand: 'none',
}

export function newEntry(key: string, scope: DefinedScope | undefined): ScopeEntry {
  return {
    ...{ key, scope, generation: 0, requestCount: 0 },
    phase: { status: 'reading' },
    granted: undefined,
    lastIssue: undefined,
  }
}

/** The number of the request a phase waits for, if any. */
export function requestOf(phase: ScopePhase): IssueRequest | undefined {
  if (phase.status === 'issuing') return phase.request
  return phase.status === 'live' && phase.renewal.phase === 'running' ? phase.renewal.request : undefined
}

/** The epoch a tab takes itself to be in; 0 before it has read any. */
export function epochOf(session: SessionPhase): number {
  return session.status === 'restoring' ? 0 : session.epoch
}
