import type { Authority } from '@hallpass/core/scope'

/** What a token says, once its signature, its type and every claim were checked. */
export interface VerifiedToken {
  readonly authority: Authority
  readonly subject: string
  /** Momento's token id. */
  readonly tokenId: string | undefined
  /** Names this token. Revocation goes by issuer and `jti`, never by the token's text (one token, many spellings). */
  readonly jti: string
  /** Names the login the token belongs to. */
  readonly session: string | undefined
  /** Epoch milliseconds. */
  readonly issuedAt: number
  /** Epoch milliseconds. From this instant on the token is refused. */
  readonly expiresAt: number
}

/**
 * Why a credential is refused. For logs and counters; a caller is told no more than 401 `invalid_token`.
 *
 * - `malformed`: not an envelope and not a compact JWS in its one canonical spelling, or too long
 * - `unsupported-header`: `crit`, `b64` or `zip` in the header
 * - `algorithm-not-allowed`, `wrong-type`: `alg` is not EdDSA, `typ` is not `at+jwt`
 * - `unknown-key`, `bad-signature`
 * - `claims-invalid`: a claim is missing, of the wrong type or out of its bounds
 * - `wrong-issuer`, `wrong-audience`
 * - `lifetime-too-long`, `not-yet-valid`, `expired`
 * - `permissions-invalid`: not `"super-user"` and not a list `parseScope` takes; one unknown refuses the whole token
 */
export type VerificationProblem =
  | 'malformed'
  | 'unsupported-header'
  | 'algorithm-not-allowed'
  | 'wrong-type'
  | 'unknown-key'
  | 'bad-signature'
  | 'claims-invalid'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'lifetime-too-long'
  | 'not-yet-valid'
  | 'expired'
  | 'permissions-invalid'

/** A step's result: what it read, or why the credential is refused. */
export type Verified<T> = { ok: true; value: T } | { ok: false; problem: VerificationProblem }

/** A refusal. */
export function refused(problem: VerificationProblem): { ok: false; problem: VerificationProblem } {
  return { ok: false, problem }
}
