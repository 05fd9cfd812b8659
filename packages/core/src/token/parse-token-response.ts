import type { DecodeJwt } from '../environment/network.js'
import { covers, type DefinedScope, readScope } from '../scope/index.js'
import { isText, ownField } from './own-field.js'
import { parseCredential } from './parse-credential.js'
import { msFromSec, parseLifetime } from './token-lifetime.js'
import { accept, refuse, type TokenProblem } from './token-problem.js'

/** A token as it was issued, with all that the answer says about it. */
export interface TokenGrant {
  /** The token; a Momento envelope mended so that the official clients take it. */
  readonly secret: string
  /** How long it lives from the answer on, not capped; Infinity when it never ends. */
  readonly lifetimeMs: number
  /** When the backend wants it renewed, from the answer on. */
  readonly renewAfterMs?: number
  /** What it grants: what the answer says, else what was asked for. */
  readonly granted?: DefinedScope
  /** Whose it is, as the backend names them. */
  readonly subject?: string
  /** The endpoint it came with, unchecked: a bare host name or a full origin. */
  readonly endpoint?: string
  /** When it was issued by the backend's clock, epoch milliseconds. */
  readonly issuedAt?: number
}

/** What is known beside the answer. */
export interface TokenResponseContext {
  /** When the answer came, epoch milliseconds by the best clock there is. */
  readonly now: number
  /** The claims of a JWT, unverified. What it throws is dropped. */
  readonly decodeJwt: DecodeJwt
  /** The scope that was asked for. */
  readonly asked?: DefinedScope | undefined
}

/** What {@link parseTokenResponse} made of an answer. */
export type TokenResponse =
  | { readonly ok: true; readonly value: TokenGrant }
  | { readonly ok: false; readonly problem: TokenProblem }

// The backend may grant more permissions than an app may ask for at once, but not without bound.
const MAX_GRANTED_PERMISSIONS = 64

/**
 * Reads the answer of a token endpoint, of version 1 or of the shapes that Momento's samples and SDKs use: objects
 * with `authToken`, `token` or `api_key`, or the token as text. Expiries of those may be seconds, milliseconds or
 * ISO 8601; 0 and `null` mean never. Nothing is taken from the answer but what is named here.
 */
export function parseTokenResponse(
  answer: unknown,
  { now, decodeJwt, asked }: TokenResponseContext,
): TokenResponse {
  const fields = typeof answer === 'string' ? { token: answer } : answer
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return refuse('not-an-object')
  const credential = parseCredential(fields, decodeJwt)
  if (!credential.ok) return credential
  const lifetimeMs = parseLifetime(fields, credential.value, now)
  if (!lifetimeMs.ok) return lifetimeMs
  const said = ownField(fields, 'granted') ?? undefined
  const granted = said === undefined ? asked : readScope(said, MAX_GRANTED_PERMISSIONS)
  if (said !== undefined && granted === undefined) return refuse('bad-scope')
  if (asked && granted && !covers(asked, granted)) return refuse('scope-exceeded')
  const subject = ownField(fields, 'subject') ?? undefined
  if (subject !== undefined && !isText(subject, /^.{1,256}$/s)) return refuse('bad-subject')
  const renewAfterMs = msFromSec(ownField(fields, 'renew_after'))
  const issuedAt = msFromSec(ownField(fields, 'issued_at'))
  const { secret, endpoint } = credential.value
  return accept({
    ...{ secret, lifetimeMs: lifetimeMs.value },
    ...(endpoint && { endpoint }),
    ...(granted && { granted }),
    ...(subject && { subject }),
    ...(renewAfterMs && { renewAfterMs }),
    ...(issuedAt && { issuedAt }),
  })
}
