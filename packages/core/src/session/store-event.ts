import type { DefinedScope } from '../scope/index.js'
import type { Token } from '../token/token.js'
import type { AnswerProblem } from './issue.js'
import type { FailurePause, Pause } from './pause.js'
import type { TokenRecord } from './records.js'
import type { SessionView } from './session-view.js'

/** Facts that happened, as the machine is told of them. */
export type StoreEvent =
  | {
      readonly type: 'token-wanted'
      readonly key: string
      readonly scope: DefinedScope | undefined
      readonly minValidityMs: number
    }
  /** What storage holds, after this tab asked. */
  | {
      readonly type: 'records-read'
      readonly key: string
      readonly view: SessionView
      readonly record: TokenRecord | undefined
    }
  | {
      readonly type: 'request-settled'
      readonly key: string
      readonly number: number
      readonly outcome: RequestOutcome
      /** The backend's clock less ours, where its answer told. */
      readonly skewMs: number | undefined
    }
  | { readonly type: 'token-refused'; readonly key: string; readonly token: Token }
  /** A timer fired, or the app woke: everything is judged afresh. */
  | { readonly type: 'time-passed' }
  | { readonly type: 'network-came-back' }
  /** From now on nobody is signed in, whatever storage still says. */
  | { readonly type: 'sign-out-began'; readonly by: SessionChange }
  /** The tombstone of a sign-out that began here was written, or another epoch was found in its place. */
  | { readonly type: 'sign-out-stored'; readonly view: SessionView }
  /** This tab wrote or read the session record. */
  | { readonly type: 'session-known'; readonly view: SessionView; readonly by: SessionChange }
  | { readonly type: 'demand-changed'; readonly demand: 'none' | 'watched' }

export type SessionChange = 'app' | 'backend' | 'another-tab'

/** What came of one request for a token. */
export type RequestOutcome =
  | {
      readonly kind: 'issued'
      readonly record: TokenRecord
      /** The session as the commit left it: a first token may tell whose it is. */
      readonly view: SessionView
      readonly cappedFromMs: number | undefined
      /** When its request was sent, by the clock that never goes back. */
      readonly sentMonotonicMs: number
    }
  | { readonly kind: 'adopted'; readonly record: TokenRecord }
  /** Another epoch began meanwhile: the answer, if any, was dropped. */
  | { readonly kind: 'epoch-lost'; readonly view: SessionView }
  | { readonly kind: 'other-subject'; readonly view: SessionView }
  /** Somebody else stored or removed a token meanwhile, and what is there now does not serve. */
  | { readonly kind: 'superseded' }
  /** The backend ended the session. */
  | { readonly kind: 'session-ended' }
  | {
      readonly kind: 'failed'
      readonly pause: FailurePause
      readonly status: number | undefined
      readonly problem: AnswerProblem | undefined
    }
  /** No request was made: the budget is spent, or another tab's failure is still in force. */
  | { readonly kind: 'held-up'; readonly pause: Pause }
