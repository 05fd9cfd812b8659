import type { Codec } from '../codec/codec.js'
import type { Listeners } from '../store/listeners.js'
import type { StreamOutlet, TopicAddress } from './stream-run.js'
import type { TopicConnection, TopicEvent, TopicSnapshot } from './topic-client.js'
import type { TopicContext } from './topic-context.js'
import { eventsFrom, snapshotWith } from './topic-events.js'

/** What an app sees of a topic that nobody follows. */
export const emptySnapshot: TopicSnapshot<never> = {
  items: [],
  connection: { status: 'idle' },
  gap: undefined,
}

/** What a topic brought, kept for those who come late and told to those who listen. */
export interface TopicLog<T> extends StreamOutlet {
  snapshot(): TopicSnapshot<T>
}

/** Of which topic, decoded how, and told to whom. */
export interface TopicLogOptions<T> extends TopicAddress {
  readonly codec: Codec<T>
  readonly subscribers: Listeners<TopicEvent<T>>
  readonly observers: Listeners<void>
}

/** An empty log. */
export function createTopicLog<T>(options: TopicLogOptions<T>, context: TopicContext): TopicLog<T> {
  const { cache, topic, codec, subscribers, observers } = options
  let snapshot: TopicSnapshot<T> = emptySnapshot
  const replace = (next: TopicSnapshot<T>): void => {
    snapshot = next
    observers.tell()
  }
  return {
    snapshot: () => snapshot,
    show: connection => {
      if (!isSame(connection, snapshot.connection)) replace({ ...snapshot, connection })
    },
    tell: news => context.emit({ ...news, cache, topic }),
    forgetItems: () => replace({ ...emptySnapshot, connection: snapshot.connection }),
    deliver: deliveries => {
      const now = context.environment.clock.now()
      const events = eventsFrom(deliveries, { codec, now, lastId: snapshot.items.at(-1)?.id })
      if (events.length > 0) replace(snapshotWith(snapshot, events))
      for (const event of events) {
        announce(event, { cache, topic }, context)
        subscribers.tell(event)
      }
    },
  }
}

/** What the session's event stream hears of it: holes, and items that do not fit. */
function announce(event: TopicEvent<unknown>, address: TopicAddress, { emit }: TopicContext): void {
  if (event.type === 'discontinuity') {
    const { page, from, to } = event.gap
    emit({ type: 'discontinuity', ...address, page, from, to })
  } else if (event.item.kind === 'undecodable') {
    emit({ type: 'item-undecodable', ...address, id: event.item.id })
  }
}

/** By value: a connection is a few plain fields. */
function isSame(one: TopicConnection, other: TopicConnection): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
