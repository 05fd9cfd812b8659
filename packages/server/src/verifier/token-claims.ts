import { type Authority, parseScope } from '@hallpass/core/scope'
import { isOpaqueName, maxTokenIdLength } from '../token/opaque-name.js'
import { refused, type Verified, type VerifiedToken } from './verified-token.js'

/** How far ahead another machine's clock may be when it stamps `iat` and `nbf`. Expiry has no such tolerance. */
export const startToleranceMs = 30_000

/** The last second whose milliseconds are a safe integer. */
const maxEpochSec = Math.floor(Number.MAX_SAFE_INTEGER / 1000)

/** What a token's claims are held against. */
export interface ClaimRules {
  readonly issuer: string
  readonly audience: string
  readonly maxLifetimeMs: number
  /** Epoch milliseconds. */
  readonly now: number
}

/** Judges the claims of a token whose signature was verified. */
export function judgeClaims(
  claims: Readonly<Record<string, unknown>>,
  rules: ClaimRules,
): Verified<VerifiedToken> {
  if (claims.iss !== rules.issuer) return refused('wrong-issuer')
  if (!isMeantFor(claims.aud, rules.audience)) return refused('wrong-audience')
  const names = readNames(claims)
  const times = readTimes(claims)
  if (names === undefined || times === undefined) return refused('claims-invalid')
  const problem = timeProblem(times, rules)
  if (problem !== undefined) return refused(problem)
  const authority = readAuthority(claims.permissions)
  if (authority === undefined) return refused('permissions-invalid')
  const { issuedAt, expiresAt } = times
  return { ok: true, value: { authority, ...names, issuedAt, expiresAt } }
}

/** RFC 7519 section 4.1.3: one string, or a list of strings with ours among them; compared exactly. */
function isMeantFor(aud: unknown, audience: string): boolean {
  if (!Array.isArray(aud)) return aud === audience
  return aud.every(entry => typeof entry === 'string') && aud.includes(audience)
}

function readNames({ sub, jti, id, sid }: Readonly<Record<string, unknown>>) {
  if (!isOpaqueName(sub) || !isOpaqueName(jti)) return undefined
  if (id !== undefined && !isOpaqueName(id, maxTokenIdLength)) return undefined
  if (sid !== undefined && !isOpaqueName(sid)) return undefined
  return { subject: sub, jti, tokenId: id, session: sid }
}

interface Times {
  readonly issuedAt: number
  readonly expiresAt: number
  readonly notBefore: number
}

/** Safe integers only: `1e999` parses to Infinity, and a lifetime bound of it would hold nothing. */
function readTimes({ iat, exp, nbf = iat }: Readonly<Record<string, unknown>>): Times | undefined {
  if (!isEpochSec(iat) || !isEpochSec(exp) || !isEpochSec(nbf)) return undefined
  return iat < exp && nbf <= exp
    ? { issuedAt: iat * 1000, expiresAt: exp * 1000, notBefore: nbf * 1000 }
    : undefined
}

function isEpochSec(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxEpochSec
}

function timeProblem({ issuedAt, expiresAt, notBefore }: Times, { now, maxLifetimeMs }: ClaimRules) {
  if (expiresAt - issuedAt > maxLifetimeMs) return 'lifetime-too-long'
  if (Math.max(issuedAt, notBefore) - now > startToleranceMs) return 'not-yet-valid'
  return now >= expiresAt ? 'expired' : undefined
}

function readAuthority(permissions: unknown): Authority | undefined {
  if (permissions === 'super-user') return permissions
  const scope = parseScope({ permissions })
  return scope.ok ? scope.value : undefined
}
