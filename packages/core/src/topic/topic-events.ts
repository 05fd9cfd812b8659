import type { Codec, Decoded } from '../codec/codec.js'
import type { Payload } from '../transport/transport.js'
import type { Delivery, ItemFrame } from './merge-frames.js'
import type { TopicEvent, TopicItem, TopicSnapshot } from './topic-client.js'

/** How many items a snapshot keeps. */
export const SNAPSHOT_ITEMS = 200

/** How and when deliveries came. */
export interface Reception<T> {
  readonly codec: Codec<T>
  /** Epoch milliseconds. */
  readonly now: number
  /** Id of the last item received before. */
  readonly lastId: string | undefined
}

/** What an app is told of deliveries: items decoded, and each hole with where it lies. */
export function eventsFrom<T>(
  deliveries: readonly Delivery[],
  { codec, now, lastId }: Reception<T>,
): readonly TopicEvent<T>[] {
  let after = lastId
  return deliveries.map(delivery => {
    if (delivery.kind === 'item') {
      const item = itemFrom(delivery, codec, now)
      after = item.id
      return { type: 'item', item }
    }
    const { page, from, to } = delivery
    return { type: 'discontinuity', gap: { page, from, to, at: now, after } }
  })
}

/** A snapshot with the items of `events` added and its gap replaced by their last one. */
export function snapshotWith<T>(
  snapshot: TopicSnapshot<T>,
  events: readonly TopicEvent<T>[],
): TopicSnapshot<T> {
  const items = events.flatMap(event => (event.type === 'item' ? [event.item] : []))
  const gaps = events.flatMap(event => (event.type === 'discontinuity' ? [event.gap] : []))
  return {
    ...snapshot,
    items: [...snapshot.items, ...items].slice(-SNAPSHOT_ITEMS),
    gap: gaps.at(-1) ?? snapshot.gap,
  }
}

function itemFrom<T>(frame: ItemFrame, codec: Codec<T>, receivedAt: number): TopicItem<T> {
  const { page, sequenceNumber, publisherId } = frame
  const position = {
    id: `${page}:${sequenceNumber}`,
    page,
    sequenceNumber,
    receivedAt,
    ...(publisherId === undefined ? {} : { publisherId }),
  }
  const decoded = decode(frame.payload, codec)
  return decoded.ok
    ? { ...position, kind: 'item', value: decoded.value }
    : { ...position, kind: 'undecodable' }
}

function decode<T>(payload: Payload | undefined, codec: Codec<T>): Decoded<T> {
  try {
    if (payload !== undefined) return codec.decode(payload)
  } catch {
    // A codec of the app's own that throws all the same.
  }
  return { ok: false }
}
