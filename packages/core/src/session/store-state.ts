import type { DefinedScope } from '../scope/index.js'
import type { Grant } from './grant.js'
import type { IssueReason } from './issue.js'
import type { Pause } from './pause.js'
import type { SessionView } from './session-view.js'

/** All a token store knows, in one tab. */
export interface StoreState {
  readonly session: SessionPhase
  readonly scopes: ReadonlyMap<string, ScopeEntry>
  /** `watched`: somebody listens, so tokens in use are renewed ahead of their expiry. */
  readonly demand: 'none' | 'watched'
  /** When the network last came back, epoch milliseconds: failures from before then hold nobody up. */
  readonly networkBackAt: number
  /** The backend's clock less the device's, once measured. */
  readonly skewMs: number | undefined
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
    | {
        readonly at: number
        readonly monotonicMs: number
        readonly lifetimeMs: number
        readonly reason: IssueReason
      }
    | undefined
  /** Requests this tab has started; numbers the next one. */
  readonly requestCount: number
}

export type ScopePhase =
  | IssuePhase
  /** Storage has not said yet whether there is a token. */
  | { readonly status: 'reading' }
  /** A token in hand; `renewal` is what is being done about its successor. */
  | { readonly status: 'live'; readonly grant: Grant; readonly renewal: IssuePhase }

/** What is being done to get a token, whether or not there still is one. */
export type IssuePhase =
  | { readonly status: 'idle' }
  | { readonly status: 'issuing'; readonly request: IssueRequest }
  | { readonly status: 'waiting'; readonly pause: Pause }

/** A request on its way. A late answer carries the number it was asked under; a stale one is dropped. */
export interface IssueRequest {
  readonly number: number
  readonly reason: IssueReason
  /** Failures in a row before it. */
  readonly attempts: number
  /** The newest generation known when it began. */
  readonly generation: number
}

export const initialState: StoreState = {
  session: { status: 'restoring' },
  scopes: new Map(),
  demand: 'none',
  networkBackAt: 0,
  skewMs: undefined,
}

export function newEntry(key: string, scope: DefinedScope | undefined): ScopeEntry {
  return {
    ...{ key, scope, generation: 0, requestCount: 0 },
    phase: { status: 'reading' },
    granted: undefined,
    lastIssue: undefined,
  }
}

const IDLE: IssuePhase = { status: 'idle' }

/** What is being done to get a token, in any phase. */
export function issuePhaseOf(phase: ScopePhase): IssuePhase {
  if (phase.status === 'live') return phase.renewal
  return phase.status === 'reading' ? IDLE : phase
}

/** The phase with something else being done; a token in hand stays. */
export function withIssuePhase(phase: ScopePhase, next: IssuePhase): ScopePhase {
  return phase.status === 'live' ? { ...phase, renewal: next } : next
}

/** The request a phase waits for, if any. */
export function requestOf(phase: ScopePhase): IssueRequest | undefined {
  const issuing = issuePhaseOf(phase)
  return issuing.status === 'issuing' ? issuing.request : undefined
}

/** Failures in a row, as far as this tab knows. */
export function attemptsOf(phase: ScopePhase): number {
  const issuing = issuePhaseOf(phase)
  if (issuing.status === 'waiting') return issuing.pause.attempts
  return requestOf(phase)?.attempts ?? 0
}

/** The epoch a tab takes itself to be in; 0 before it has read any. */
export function epochOf(session: SessionPhase): number {
  return session.status === 'restoring' ? 0 : session.epoch
}
