/** `first`: there is none; `renewal`: it ends soon; `expired`: it has ended; `rejected`: the service refused it. */
export type IssueReason = 'first' | 'renewal' | 'expired' | 'rejected'

/** What the backend said instead of a token, by the answer table of the token endpoint. */
export interface TokenRefusal {
  readonly refusal: 'signed-out' | 'denied' | 'misconfigured' | 'unavailable'
  readonly retryAfterMs?: number
  readonly status?: number
}
