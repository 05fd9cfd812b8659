import type { SessionErrorCode } from '../errors/session-error.js'
import type { Renewal, ScopeState } from '../session/session-states.js'

/** What the store would do for a scope at one moment, and why: as data, and as one sentence. It holds no token. */
export interface Explanation {
  /** The moment it is true of, epoch milliseconds. */
  readonly at: number
  /** What a call for a token would meet. */
  readonly answer: ExplainedAnswer
  /** The token at hand, also one that may not be handed out any more. */
  readonly token: ExplainedToken | undefined
  /** What happens next, when and why. */
  readonly next: NextStep
  /** The backend's clock less this device's, as last measured; undefined before that. */
  readonly skewMs: number | undefined
  /** For people, in English: do not parse it. */
  readonly sentence: string
}

/** What `getToken()` would do. */
export type ExplainedAnswer =
  /** Resolve at once. */
  | { readonly does: 'serve'; readonly from: 'memory' }
  /** Resolve or reject later, without another request. */
  | { readonly does: 'wait'; readonly for: 'storage' | 'request' }
  /**
   * Wait until something else has changed: the token at hand is held back while a sign-in is being written, after a
   * clock was set back, and for good once the store was disposed of.
   */
  | { readonly does: 'wait'; readonly for: 'change' }
  /** Send a request, unless storage turns out to have a token. */
  | { readonly does: 'ask' }
  | { readonly does: 'reject'; readonly code: ExplainedCode }

/** The codes a call may meet at once; others depend on the call. */
export type ExplainedCode = Extract<
  SessionErrorCode,
  'signed-out' | 'denied' | 'misconfigured' | 'unavailable'
>

/** Facts about a token, not the token. */
export interface ExplainedToken {
  readonly generation: number
  /** Issued by this tab, adopted from another, restored from storage at load, or lent by a wider scope. */
  readonly origin: LiveScope['origin'] | 'wider-scope'
  /** Whether it grants what was asked for. */
  readonly grant: LiveScope['grant']
  /** Undefined for one of a wider scope. */
  readonly issuedAt: number | undefined
  readonly expiresAt: number
  /** Until `expiresAt`, 0 once it has passed. */
  readonly leftMs: number
}

/** What changes things next. `inMs` counts down to `at` and is 0 once it has come. */
export type NextStep =
  /** Far enough ahead of the expiry, the token is renewed; with the next call, where nobody listens. */
  | Timed<'renewal-margin'>
  /** The renewal failed so many times in a row; 0 where it only keeps its distance from the last one. */
  | (Timed<'backing-off'> & { readonly failures: number; readonly cause: BackingOffCause })
  /** There is no token, and the next attempt has its time. */
  | (Timed<'waiting'> & { readonly cause: WaitingCause })
  /** The backend refused this scope; from then on may be asked again. */
  | Timed<'denied'>
  /** `covered`: what comes next is up to the wider scope whose token serves here. */
  | { readonly because: 'request-under-way' | 'restoring' | 'signed-out' | 'nobody-asked' | 'covered' }

/** A step that has its time. */
export interface Timed<Because extends string> {
  readonly because: Because
  /** Epoch milliseconds. */
  readonly at: number
  readonly inMs: number
}

export type LiveScope = ScopeState & { readonly status: 'live' }

/** Why a scope without a token waits. */
export type WaitingCause = (ScopeState & { readonly status: 'waiting' })['cause']

/** Why a renewal was put off. */
export type BackingOffCause = (Renewal & { readonly phase: 'backing-off' })['cause']
