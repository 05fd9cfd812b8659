import type { RecordDecision } from '../environment/storage.js'
import type { Pause } from './pause.js'
import { parseSessionRecord, SESSION_KEY } from './records.js'
import { trafficNow, withPause } from './traffic.js'

export interface PauseRequest {
  readonly scopeKey: string
  readonly epoch: number
  readonly pause: Pause
  /** Until when the backend asked to be left alone altogether. */
  readonly throttledUntil: number
}

/** A failure is every tab's business: it is written down, unless the epoch it belongs to has passed. */
export function decidePause(
  [stored]: readonly unknown[],
  { scopeKey, epoch, pause, throttledUntil }: PauseRequest,
): RecordDecision<undefined> {
  const session = parseSessionRecord(stored)
  if (session?.epoch !== epoch || session.signedOutAt !== undefined) {
    return { write: 'nothing', result: undefined }
  }
  const traffic = withPause(trafficNow(session.traffic, pause.since), scopeKey, pause)
  const isLater = throttledUntil > traffic.throttledUntil
  const throttled = isLater ? { ...traffic, throttledUntil } : traffic
  return { write: 'put', entries: [[SESSION_KEY, { ...session, traffic: throttled }]], result: undefined }
}
