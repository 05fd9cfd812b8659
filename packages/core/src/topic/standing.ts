import type { Cursor, Delivery } from './merge-frames.js'
import type { StreamCommand, StreamNews, StreamState } from './stream-state.js'

/** The state once a poll has been answered, or has stood long enough. */
export function stood(state: StreamState): StreamState {
  return { ...state, line: 'up', failures: 0 }
}

/**
 * What to tell of a poll that stood: nothing, unless the stream was down or new.
 * @param deliveries what it brought; unknown while it stands unanswered
 */
export function newsOf(
  { line, cursor }: StreamState,
  deliveries: readonly Delivery[] | 'unknown',
): readonly StreamCommand[] {
  switch (line) {
    case 'up':
      return []
    case 'new':
      return [{ type: 'tell', news: { type: 'stream-opened' } }]
    case 'down':
      return [{ type: 'tell', news: deliveries === 'unknown' ? UNANSWERED : resumption(cursor, deliveries) }]
  }
}

const UNANSWERED: StreamNews = { type: 'stream-resumed', replayed: 0, missed: 'unknown' }

function resumption(cursor: Cursor, deliveries: readonly Delivery[]): StreamNews {
  let missed: bigint | 'unknown' = cursor === 'latest' ? 'unknown' : 0n
  let replayed = 0
  for (const delivery of deliveries) {
    if (delivery.kind === 'item') replayed++
    else if (missed === 'unknown' || delivery.to === 'end-of-page') missed = 'unknown'
    else missed += delivery.to - delivery.from + 1n
  }
  return { type: 'stream-resumed', replayed, missed }
}
