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
 * A failure is every tab's business: it is written down, unless the epoch it belongs to has passed. A scope that another
 * tab has had a token for since does not wait; a backend that asked to be left alone is, all the same.
 */
export function decidePause(
  [stored, token]: readonly unknown[],
  { scopeKey, epoch, generation, pause, at, throttledUntil }: PauseRequest,
): RecordDecision<undefined> {
  const session = parseSessionRecord(stored)
  if (session?.epoch !== epoch || session.signedOutAt !== undefined) {
    return { write: 'nothing', result: undefined }
  }
  const before = trafficNow(session.traffic, at)
  const isOvertaken = storedGeneration(token, epoch) > generation
  const traffic = isOvertaken ? before : withPause(before, scopeKey, pause)
  const isLater = throttledUntil > traffic.throttledUntil
  const throttled = isLater ? { ...traffic, throttledUntil } : traffic
  return { write: 'put', entries: [[SESSION_KEY, { ...session, traffic: throttled }]], result: undefined }
}
