/** When to reissue, how long to hand out, how long to wait after a failure: arithmetic on milliseconds. */

/** A source must answer within this. */
export const REQUEST_DEADLINE_MS = 10_000
/** A waiting tab waits as long as a live holder can take. */
export const LOCK_WAIT_MS: number = REQUEST_DEADLINE_MS + 1_000
/** Whoever goes on without the lock waits up to this first, at random. */
export const LOCKLESS_WAIT_MS = 2_000
/** A storage operation must settle within this. */
export const STORAGE_DEADLINE_MS = 1_000
/** After storage failed, memory serves for this long before storage is tried again; twice as long after each failure in a row. */
export const STORAGE_PAUSE_MS = 2_000
export const STORAGE_PAUSE_MAX_MS = 30_000
/** No timer is longer: sleep and throttling make long ones worthless. */
export const TIMER_CHUNK_MS = 30_000
/** A denied scope is asked for again, on demand, after this. */
export const DENIED_PAUSE_MS = 60_000
/** A backend that hands out the token we have already is asked again after this. */
export const SAME_TOKEN_PAUSE_MS = 10_000
/** Failure backoff: never shorter, never longer. */
export const BACKOFF_MIN_MS = 1_000
export const BACKOFF_MAX_MS = 60_000
/** `Retry-After` is obeyed up to this. */
export const RETRY_AFTER_MAX_MS = 300_000

const MARGIN_SHARE = 0.2
const MARGIN_MIN_MS = 30_000
const MARGIN_MAX_MS = 12 * 60_000
const JITTER_SHARE = 0.05

/**
 * How long after its issue a token is renewed: a fifth of its life early (half a minute at least, twelve minutes at
 * most, never more than half its life), and up to a twentieth earlier still so that tabs and users do not move in step.
 * @param renewAfterMs what the backend asked for; obeyed unless it is too late for a safe renewal
 */
export function renewalDelayMs(lifetimeMs: number, chance: number, renewAfterMs?: number): number {
  const leastMarginMs = Math.min(MARGIN_MIN_MS, lifetimeMs / 2)
  if (renewAfterMs !== undefined) return Math.max(0, Math.min(renewAfterMs, lifetimeMs - leastMarginMs))
  const marginMs = clamp(lifetimeMs * MARGIN_SHARE, leastMarginMs, MARGIN_MAX_MS)
  return lifetimeMs - marginMs - chance * JITTER_SHARE * lifetimeMs
}

/** A token with less than this left is not handed out: the call would outlive it. */
export function handOutMarginMs(lifetimeMs: number): number {
  return Math.min(5_000, lifetimeMs * 0.1)
}

/** The least time between two issues of one scope. */
export function issueSpacingMs(lastLifetimeMs: number): number {
  return Math.min(5_000, lastLifetimeMs * 0.25)
}

/** How long to wait after the `attempts`-th failure in a row: full jitter under a doubling cap, never under `retryAfterMs`. */
export function backoffMs(attempts: number, chance: number, retryAfterMs = 0): number {
  const capMs = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** attempts)
  const jitteredMs = BACKOFF_MIN_MS + chance * (capMs - BACKOFF_MIN_MS)
  return retryAfterMs > jitteredMs ? Math.min(retryAfterMs, RETRY_AFTER_MAX_MS) : jitteredMs
}

/** Whether a moment set by this clock has come: also where the clock was set back since, and it seems too far ahead. */
export function hasCome(dueAt: number, at: number): boolean {
  return at >= dueAt || dueAt - at > RETRY_AFTER_MAX_MS
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
