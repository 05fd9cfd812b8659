import type { Scope } from '@hallpass/core/scope'
import type { TokenOutcome } from '../metrics/token-metrics.js'

/** An answer before the headers that all answers share. */
export interface Answer {
  readonly status: number
  readonly body?: TokenBody | ErrorBody
  readonly headers?: Readonly<Record<string, string>>
}

/** The answer to a token request, and what it is counted as. */
export interface TokenAnswer extends Answer {
  readonly outcome: TokenOutcome
  /** The session the token was issued to, as `authorize` named it. */
  readonly session?: string | undefined
}

/** Body of a 200 (RFC 6749 section 5.1, and what a Hallpass client wants to know besides). */
export interface TokenBody {
  readonly access_token: string
  readonly token_type: 'Momento' | 'Bearer'
  /** Whole seconds left, rounded down. */
  readonly expires_in: number
  readonly granted: Scope
  readonly subject: string
  /** Epoch seconds: repeats what browsers hide of `Date`. */
  readonly issued_at: number
  readonly endpoint?: string
}

/** Body of everything else (RFC 6749 section 5.2). */
export interface ErrorBody {
  readonly error: ErrorCode
  readonly error_description: string
  /** Seconds: repeats what browsers hide of `Retry-After`. */
  readonly retry_after?: number
}

/** Codes of RFC 6749 sections 5.2 and 4.1.2.1. */
export type ErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'access_denied'
  | 'temporarily_unavailable'
  | 'server_error'
