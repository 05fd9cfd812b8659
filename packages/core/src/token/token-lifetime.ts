import { epochMsFromIso } from '../environment/parse-time.js'
import { ownField } from './own-field.js'
import type { Credential } from './parse-credential.js'
import { accept, type Parsed, refuse } from './token-problem.js'

// Fields of foreign answers.
const INSTANT_NAMES = ['expiresAt', 'expiresAtEpoch', 'exp', 'valid_until']

/**
 * How long a token lives from now on, in milliseconds; Infinity when it never ends. The shortest of what is said
 * counts. An `expires_in` needs no clock; where there is one, the device's is asked only about a JWT without `iat`.
 */
export function parseLifetime(fields: object, { kind, claims }: Credential, now: number): Parsed<number> {
  const expiresInSec = ownField(fields, 'expires_in')
  const instants = (kind === 'foreign' ? INSTANT_NAMES : []).map(name => ownField(fields, name))
  const said = instants.filter(value => value !== undefined).map(value => instantMs(value) - now)
  if (expiresInSec !== undefined) said.push(msFromSec(expiresInSec))
  if (said.some(Number.isNaN)) return refuse('bad-expiry')
  const expMs = msFromSec(ownField(claims, 'exp'))
  const iatMs = msFromSec(ownField(claims, 'iat'))
  const spans = [...said, expMs - iatMs]
  if (expiresInSec === undefined || !iatMs) spans.push(expMs - now)
  const lifetimeMs = Math.floor(Math.min(...spans.filter(Number.isFinite)))
  if (said.length === 0 && lifetimeMs === Infinity) return refuse('no-expiry')
  return lifetimeMs > 0 ? accept(lifetimeMs) : refuse('expired')
}

/** Milliseconds of a count of seconds, fractions dropped; NaN for anything but a number of at least one. */
export function msFromSec(value: unknown): number {
  return typeof value === 'number' && value >= 1 && value < MOST_SEC ? Math.floor(value) * 1000 : Number.NaN
}

// More milliseconds than can be counted exactly.
const MOST_SEC = 9e12

// As seconds this is in the year 5138, as milliseconds in 1973: smaller numbers are seconds.
const FIRST_MS = 1e11

// An ExpiresAt object of Momento's SDKs, or what it holds. Those SDKs say 0 for never; a never that is Infinity
// becomes null in JSON.
function instantMs(given: unknown): number {
  const until = ownField(given, 'validUntil')
  const value = until === undefined ? given : until
  if (value === null || value === 0 || ownField(given, '_doesExpire') === false) return Infinity
  if (typeof value === 'string') return epochMsFromIso(value)
  if (typeof value !== 'number' || value < 0) return Number.NaN
  return value < FIRST_MS ? value * 1000 : value
}
