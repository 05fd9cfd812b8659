import { type DefinedScope, readScope } from '../scope/index.js'
import { capLifetime } from '../token/cap-lifetime.js'
import type { Moment } from './moment.js'
import type { Pause } from './pause.js'
import type { Traffic } from './traffic.js'

/** What all tabs share of the identity. There is one; its epoch is at least 1. */
export interface SessionRecord {
  readonly epoch: number
  readonly subject?: string | undefined
  /** Absent for a visitor nobody has seen signed in. */
  readonly signedInAt?: number | undefined
  /** Present: a tombstone. It outranks every token of its epoch and of those before. */
  readonly signedOutAt?: number | undefined
  /** How often anybody signed in during this epoch, also as who they were: an older 401 is not about them. */
  readonly signInCount?: number | undefined
  readonly traffic?: Traffic | undefined
}

/** One scope's token at rest. */
export interface TokenRecord {
  readonly epoch: number
  readonly generation: number
  readonly secret: string
  /** When the request that brought it was sent, by the wall clock of the tab that sent it. */
  readonly issuedAt: number
  readonly lifetimeMs: number
  readonly renewAfterMs?: number | undefined
  readonly granted?: DefinedScope | undefined
  readonly subject?: string | undefined
  readonly endpoint?: string | undefined
}

export const SESSION_KEY = 'session'

export function tokenKey(scopeKey: string): string {
  return `token:${scopeKey}`
}

/** A clock may be this far behind the one that wrote a record before the record is distrusted. */
const CLOCK_TOLERANCE_MS = 60_000

/** Far above what is ever counted, and far below where counting on would fail. */
const MAX_COUNT = 2 ** 48

/** More than any token that was ever stored. */
const MAX_SECRET_CHARS = 16_384

/** Storage is outside data: what cannot be read whole counts as absent. */
export function parseSessionRecord(stored: unknown): SessionRecord | undefined {
  if (!isObject(stored)) return undefined
  // What newer code has written there beside is kept for it.
  const { epoch, subject, signedInAt, signedOutAt, signInCount, traffic, ...others } = stored
  if (!isCount(epoch)) return undefined
  return {
    ...others,
    ...{ epoch, subject: textOf(subject), signedInAt: timeOf(signedInAt), traffic: trafficOf(traffic) },
    signInCount: isCount(signInCount) ? signInCount : undefined,
    // A tombstone stays one, whatever the clock said that it was written by.
    signedOutAt: signedOutAt === undefined ? undefined : (timeOf(signedOutAt) ?? 0),
  }
}

/** What cannot be read of it is left out: what is lost are a minute's counts, or a pause. */
function trafficOf(stored: unknown): Traffic | undefined {
  if (!isObject(stored)) return undefined
  const { minute, requests, throttledUntil, pauses } = stored
  const isSound = isTime(minute) && isTime(throttledUntil) && isEach(requests, isCount) && isObject(pauses)
  return isSound ? { minute, requests, throttledUntil, pauses: pausesOf(pauses) } : undefined
}

function pausesOf(stored: Record<string, unknown>): Traffic['pauses'] {
  const pauses: Record<string, Pause> = {}
  for (const [key, pause] of Object.entries(stored)) if (isPause(pause)) pauses[key] = pause
  return pauses
}

function isPause(value: unknown): value is Pause {
  if (!isObject(value)) return false
  return PAUSE_CAUSES.includes(value.cause) && [value.retryAt, value.attempts, value.since].every(isTime)
}

const PAUSE_CAUSES: readonly unknown[] = ['unavailable', 'misconfigured', 'denied', 'budget']

function isEach<T>(value: unknown, is: (member: unknown) => member is T): value is Record<string, T> {
  return isObject(value) && Object.values(value).every(is)
}

/** As {@link parseSessionRecord}; a token from the future or past its life counts as absent too. */
export function parseTokenRecord(
  stored: unknown,
  moment: Moment,
  maxLifetimeMs?: number,
): TokenRecord | undefined {
  if (!isObject(stored)) return undefined
  const { epoch, generation, granted, ...rest } = stored
  const [secret, issuedAt, livesMs] = [textOf(rest.secret), timeOf(rest.issuedAt), timeOf(rest.lifetimeMs)]
  if (!isCount(epoch) || !isCount(generation) || issuedAt === undefined || !livesMs) return undefined
  if (!secret || secret.length > MAX_SECRET_CHARS) return undefined
  const lifetimeMs = capLifetime(livesMs, maxLifetimeMs)
  if (issuedAt > moment.at + CLOCK_TOLERANCE_MS || issuedAt + lifetimeMs <= moment.at) return undefined
  return {
    ...{ epoch, generation, secret, issuedAt, lifetimeMs },
    renewAfterMs: timeOf(rest.renewAfterMs),
    subject: textOf(rest.subject),
    endpoint: textOf(rest.endpoint),
    granted: readScope(granted, Number.POSITIVE_INFINITY),
  }
}

/** Whether two are known to be of different subjects. */
export function isOtherSubject(one: string | undefined, other: string | undefined): boolean {
  return !!one && !!other && one !== other
}

/** The number of what is stored for a scope in this epoch, usable or not; 0 where there is nothing. */
export function storedGeneration(stored: unknown, epoch: number): number {
  if (!isObject(stored) || stored.epoch !== epoch) return 0
  return isCount(stored.generation) ? stored.generation : 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function timeOf(value: unknown): number | undefined {
  return isTime(value) ? value : undefined
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value > 0 && value < MAX_COUNT
}
