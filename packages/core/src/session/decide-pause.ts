import type { RecordDecision } from '../environment/storage.js'
import type { Pause } from './pause.js'
import { parseSessionRecord, SESSION_KEY, storedGeneration } from './records.js'
import { trafficNow, withPause } from './traffic.js'

export interface PauseRequest {
  readonly scopeKey: string
  readonly epoch: number
  /** The newest generation known when the request began. */
  readonly generation: number
  readonly pause: Pause
  /** Now: a minute may have begun since the pause did, and another tab's requests be counted in it. */
  readonly at: number
  /** Until when the backend asked to be left alone altogether. */
  readonly throttledUntil: number
}

/**
 * A failure is every tab's business: it is written down, unless the epoch it belongs to has passed, or another tab has
 * had success since.
 */
export function decidePause(
  [stored, token]: readonly unknown[],
  { scopeKey, epoch, generation, pause, at, throttledUntil }: PauseRequest,
): RecordDecision<undefined> {
  const session = parseSessionRecord(stored)
  const isOver = session?.signedOutAt !== undefined || storedGeneration(token, epoch) > generation
  if (session?.epoch !== epoch || isOver) {
    return { write: 'nothing', result: undefined }
  }
  const traffic = withPause(trafficNow(session.traffic, at), scopeKey, pause)
  const isLater = throttledUntil > traffic.throttledUntil
  const throttled = isLater ? { ...traffic, throttledUntil } : traffic
  return { write: 'put', entries: [[SESSION_KEY, { ...session, traffic: throttled }]], result: undefined }
}
