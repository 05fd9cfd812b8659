import type { TokenRefusal } from './issue.js'
import type { Moment } from './moment.js'
import {
  BACKOFF_MAX_MS,
  BACKOFF_MIN_MS,
  backoffMs,
  DENIED_PAUSE_MS,
  SAME_TOKEN_PAUSE_MS,
} from './renewal-schedule.js'

/** Why no request is made for now, and until when. Shared between tabs through the session record. */
export interface Pause {
  readonly cause: 'unavailable' | 'misconfigured' | 'denied' | 'budget'
  readonly retryAt: number
  /** Failures in a row before it. */
  readonly attempts: number
  /** When it began. */
  readonly since: number
}

/** A pause that began with an answer, or with none. */
export type FailurePause = Pause & { readonly cause: Exclude<Pause['cause'], 'budget'> }

/** The answer table of the token endpoint: how long a scope waits after a refusal that does not end the session. */
export function pauseAfter(
  { refusal, retryAfterMs, problem, endsAt = Infinity }: TokenRefusal,
  attempts: number,
  { at, chance }: Moment,
): FailurePause {
  const leastMs = problem === 'same-token' ? SAME_TOKEN_PAUSE_MS : retryAfterMs
  switch (refusal) {
    case 'denied':
      return { cause: refusal, retryAt: at + DENIED_PAUSE_MS, attempts: 0, since: at }
    case 'misconfigured':
      return { cause: refusal, retryAt: at + BACKOFF_MAX_MS, attempts, since: at }
    default: {
      const lastAt = Math.max(at, endsAt) + chance * BACKOFF_MIN_MS
      const retryAt = Math.min(at + backoffMs(attempts, chance, leastMs), lastAt)
      return { cause: 'unavailable', retryAt, attempts, since: at }
    }
  }
}
