import type { Fetch } from '../environment/network.js'
import type { DefinedScope } from '../scope/index.js'
import type { IssueReason } from '../session/issue.js'

/**
 * Where tokens come from: any async function that may safely be asked twice. What it resolves with is read by
 * `parseTokenResponse`, unless it is a {@link TokenRefusal}. Rejecting means `unavailable`.
 */
export interface TokenSource {
  (request: TokenSourceRequest): Promise<unknown>
  /** Tells the backend that the session is over. Absent: revoking is not offered. */
  readonly signOut?: (request: {
    readonly signal: AbortSignal
    readonly fetch: Fetch
  }) => Promise<SignOutAnswer>
  /** The absolute URL asked, if it is one: names the store where no `id` is given. */
  readonly url?: string
}

export interface TokenSourceRequest {
  /** What to ask for; none lets the backend decide. */
  readonly scope?: DefinedScope
  readonly reason: IssueReason
  readonly signal: AbortSignal
  /** The environment's `fetch`. */
  readonly fetch: Fetch
}

export type SignOutAnswer = 'yes' | 'failed' | 'not-offered'
