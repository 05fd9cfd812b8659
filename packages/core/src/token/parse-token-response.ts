import type { DecodeJwt } from '../environment/network.js'
import { covers, type DefinedScope, parseScope } from '../scope/index.js'
import { parseAnswerShape } from './answer-shape.js'
import type { OwnFields } from './own-fields.js'
import { parseCredential } from './parse-credential.js'
import { msFromSec, parseLifetime } from './token-lifetime.js'
import { accept, type Parsed, refuse, type TokenProblem } from './token-problem.js'

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

/**
 * Reads the answer of a token endpoint, of version 1 or of the shapes that Momento's samples and SDKs use: objects
 * with `authToken`, `token` or `api_key`, or the token as text. Expiries of those may be seconds, milliseconds or
 * ISO 8601; 0 and `null` mean never. Nothing is taken from the answer but what is named here.
 */
export function parseTokenResponse(answer: unknown, context: TokenResponseContext): TokenResponse {
  const shape = parseAnswerShape(answer)
  if (!shape.ok) return shape
  const credential = parseCredential(shape.value, context.decodeJwt)
  if (!credential.ok) return credential
  const { secret, claims, endpoint } = credential.value
  const lifetimeMs = parseLifetime({ ...shape.value, claims, now: context.now })
  if (!lifetimeMs.ok) return lifetimeMs
  const details = parseDetails(shape.value.fields, context.asked)
  if (!details.ok) return details
  return accept({
    ...{ secret, lifetimeMs: lifetimeMs.value, ...details.value },
    ...(endpoint !== undefined && { endpoint }),
  })
}

type Details = Pick<TokenGrant, 'granted' | 'subject' | 'renewAfterMs' | 'issuedAt'>

function parseDetails(fields: OwnFields, asked: DefinedScope | undefined): Parsed<Details> {
  const granted = parseGranted(fields.get('granted') ?? undefined, asked)
  if (!granted.ok) return granted
  const subject = fields.get('subject') ?? undefined
  if (subject !== undefined && !isSubject(subject)) return refuse('bad-subject')
  const [renewAfterMs, issuedAt] = [msFromSec(fields.get('renew_after')), msFromSec(fields.get('issued_at'))]
  return accept({
    ...(granted.value && { granted: granted.value }),
    ...(subject !== undefined && { subject }),
    ...(renewAfterMs > 0 && { renewAfterMs }),
    ...(issuedAt > 0 && { issuedAt }),
  })
}

// The backend may grant more permissions than an app may ask for at once, but not without bound.
const MAX_GRANTED_PERMISSIONS = 64

function parseGranted(value: unknown, asked: DefinedScope | undefined): Parsed<DefinedScope | undefined> {
  if (value === undefined) return accept(asked)
  const scope = parseScope(value, { maxPermissions: MAX_GRANTED_PERMISSIONS })
  if (!scope.ok) return refuse('bad-scope')
  return asked === undefined || covers(asked, scope.value) ? accept(scope.value) : refuse('scope-exceeded')
}

function isSubject(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 256
}
