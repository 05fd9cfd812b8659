import type { OpenPhase, StreamState } from './stream-state.js'

/** A poll that brought nothing is ended after this and asked anew: no half-open connection goes unnoticed for longer. */
const POLL_MS = 25_000
/** A poll that stands this long with no answer counts as an answer. */
const PROBE_MS = 2_000
/** Between two polls when the first brought no item. */
export const POLL_SPACING_MS = 250
/** How long a topic that was up may stand in line before it says so; a turn comes sooner. */
export const QUEUED_SHOWN_MS = 2_000
/** The same for a topic that never had a turn. */
export const FIRST_QUEUED_SHOWN_MS = 100
/** The longest way to the service that polls are cut to fit. */
export const MOST_ROUND_TRIP_MS = 8_000
/** Failed polls double the backoff up to half a minute. */
export const MOST_DOUBLINGS: number = Math.log2(30)
/** What the service refuses as such is tried again after this, since somebody may have set it right. */
export const MISCONFIGURED_PAUSE_MS = 60_000

/**
 * When to end a poll that started at `pollStartedMs`, counted from `nowMs`. A turn is over when it is over, but no poll
 * is cut before its answer can have come: not the first one after a loss, and none within two round trips.
 */
export function pollWaitMs(
  { line, roundTripMs }: StreamState,
  { turnStartedMs, turnMs, pollStartedMs }: OpenPhase,
  nowMs: number,
): number {
  if (line !== 'up') return PROBE_MS
  const endsMs = Math.max(turnStartedMs + turnMs, pollStartedMs + 2 * roundTripMs)
  return Math.max(0, Math.min(POLL_MS, endsMs - nowMs))
}
