import type { Position, StreamFrame, TopicPosition } from '../transport/transport.js'

/** Where a topic is read from next. */
export type Cursor = Position['at']

/** A frame that carries an item. */
export type ItemFrame = StreamFrame & { readonly kind: 'item' }

/** Positions that are gone, both ends inclusive, on `page`. */
export interface MissedRange {
  readonly kind: 'missed'
  readonly page: bigint
  readonly from: bigint
  readonly to: bigint | 'end-of-page'
}

/** One thing that is new. */
export type Delivery = ItemFrame | MissedRange

/** What {@link mergeFrames} makes of an answer. */
export interface Merged {
  readonly cursor: Cursor
  /** Items to hand over and holes to tell of, in order. */
  readonly deliveries: readonly Delivery[]
}

/**
 * The delivery rule: what frames, read from `cursor` on, bring that is new. In order by page and sequence number,
 * nothing twice, and every hole said. Pages have no order, only identity; within one, numbers never go back, so
 * what lies before the cursor was received already.
 *
 * A discontinuity to n says that the service goes on with n + 1. Some services send n itself right after it: it counts.
 */
export function mergeFrames(cursor: Cursor, frames: readonly StreamFrame[]): Merged {
  const deliveries: Delivery[] = []
  let at = cursor
  for (const [index, frame] of frames.entries()) {
    const target = targetOf(frame, frames[index + 1])
    if (target === undefined || isBehind(target, at)) continue
    deliveries.push(...missedBetween(at, target))
    at = target
    if (frame.kind === 'item') {
      deliveries.push(frame)
      at = { page: frame.page, next: frame.sequenceNumber + 1n }
    }
  }
  return { cursor: at, deliveries }
}

/** The position at which `frame` says the topic goes on. */
function targetOf(frame: StreamFrame, following: StreamFrame | undefined): TopicPosition | undefined {
  switch (frame.kind) {
    case 'item':
      return { page: frame.page, next: frame.sequenceNumber }
    case 'discontinuity': {
      const { page, newSequence } = frame
      const isSentToo =
        following?.kind === 'item' && following.page === page && following.sequenceNumber === newSequence
      return { page, next: isSentToo ? newSequence : newSequence + 1n }
    }
    default:
      return undefined
  }
}

function isBehind(target: TopicPosition, at: Cursor): boolean {
  return at !== 'latest' && target.page === at.page && target.next < at.next
}

/** Numbers start at 1, so on a page that is new to us everything before `to` is missed as well. */
function missedBetween(at: Cursor, to: TopicPosition): readonly MissedRange[] {
  if (at === 'latest') return []
  if (at.page === to.page) return missedBefore(to, at.next)
  return [{ kind: 'missed', page: at.page, from: at.next, to: 'end-of-page' }, ...missedBefore(to, 1n)]
}

function missedBefore({ page, next }: TopicPosition, from: bigint): readonly MissedRange[] {
  return next > from ? [{ kind: 'missed', page, from, to: next - 1n }] : []
}
