import type { TokenProblem } from '../token/token-problem.js'

/** `first`: there is none; `renewal`: it ends soon; `expired`: it has ended; `rejected`: the service refused it. */
export type IssueReason = 'first' | 'renewal' | 'expired' | 'rejected'

/** What the backend said instead of a token, by the answer table of the token endpoint. */
export interface TokenRefusal {
  readonly refusal: 'signed-out' | 'denied' | 'misconfigured' | 'unavailable'
  readonly retryAfterMs?: number
  readonly status?: number
  readonly problem?: AnswerProblem
  /** When the token ends that was handed out again: its successor is to be had then at the latest. */
  readonly endsAt?: number
}

/** `same-token`: the one we have, and it lives no longer. `stale-answer`: out of a cache on the way (`Age` above 0). */
export type AnswerProblem = TokenProblem['code'] | 'same-token' | 'stale-answer'
