import { epochMsFromIso } from './iso-time.js'
import { type OwnFields, ownFields } from './own-fields.js'
import { accept, type Parsed, refuse } from './token-problem.js'

/** What may tell how long a token lives. */
interface LifetimeSources {
  /** The answer. */
  readonly fields: OwnFields
  /** The fields of it that are instants, where the shape of the answer has any. */
  readonly instantNames: readonly string[]
  /** The claims of the token; none where it is opaque. */
  readonly claims: OwnFields
  /** When the answer came, epoch milliseconds. */
  readonly now: number
}

/**
 * How long a token lives from now on, in milliseconds; Infinity when it never ends. The shortest of what is said
 * counts. An `expires_in` needs no clock; where there is one, the device's is asked only about a JWT without `iat`.
 */
export function parseLifetime(sources: LifetimeSources): Parsed<number> {
  const said = [...spansSaid(sources), ...instantsSaid(sources)]
  if (said.some(Number.isNaN)) return refuse('bad-expiry')
  const lifetimeMs = Math.floor(Math.min(...said, ...spansOfClaims(sources)))
  if (said.length === 0 && lifetimeMs === Number.POSITIVE_INFINITY) return refuse('no-expiry')
  return lifetimeMs > 0 ? accept(lifetimeMs) : refuse('expired')
}

/** Milliseconds of a count of seconds, fractions dropped; NaN for anything but a number of at least one. */
export function msFromSec(value: unknown): number {
  const ms = typeof value === 'number' ? Math.floor(value) * 1000 : Number.NaN
  return ms > 0 && Number.isSafeInteger(ms) ? ms : Number.NaN
}

function spansSaid({ fields }: LifetimeSources): readonly number[] {
  const expiresInSec = fields.get('expires_in')
  return expiresInSec === undefined ? [] : [msFromSec(expiresInSec)]
}

function instantsSaid({ fields, instantNames, now }: LifetimeSources): readonly number[] {
  return instantNames
    .map(name => fields.get(name))
    .filter(value => value !== undefined)
    .map(value => instantMs(value) - now)
}

function spansOfClaims({ fields, claims, now }: LifetimeSources): readonly number[] {
  const [expMs, iatMs] = [msFromSec(claims.get('exp')), msFromSec(claims.get('iat'))]
  if (Number.isNaN(expMs)) return []
  if (Number.isNaN(iatMs)) return [expMs - now]
  return fields.get('expires_in') === undefined ? [expMs - iatMs, expMs - now] : [expMs - iatMs]
}

// An ExpiresAt object of Momento's SDKs, or what it holds.
function instantMs(value: unknown): number {
  const fields = ownFields(value)
  if (fields.get('_doesExpire') === false) return Number.POSITIVE_INFINITY
  return plainInstantMs(fields.has('validUntil') ? fields.get('validUntil') : value)
}

// Those SDKs say 0 for never; a never that is Infinity becomes null in JSON.
function plainInstantMs(value: unknown): number {
  if (value === null || value === 0) return Number.POSITIVE_INFINITY
  if (typeof value === 'string') return epochMsFromIso(value) ?? Number.NaN
  if (typeof value !== 'number' || value < 0) return Number.NaN
  return value < FIRST_MS ? value * 1000 : value
}

// As seconds this is in the year 5138, as milliseconds in 1973: smaller numbers are seconds.
const FIRST_MS = 1e11
