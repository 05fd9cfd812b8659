import type { Codec } from '../codec/codec.js'
import { createListeners } from '../store/listeners.js'
import type { Unsubscribe } from '../store/token-store.js'
import type { StreamContext, TopicAddress } from './stream-run.js'
import type { TopicEvent, TopicSnapshot } from './topic-client.js'
import { createTopicLog } from './topic-log.js'
import { createTopicStream } from './topic-stream.js'

/** A stream outlives its last subscriber by this: remounts and route changes begin no new one. */
const LINGER_MS = 1_000

/** One stream and its items, for any number of subscribers. */
export interface SharedTopic<T> {
  subscribe(listener: (event: TopicEvent<T>) => void): Unsubscribe
  observe(listener: () => void): Unsubscribe
  snapshot(): TopicSnapshot<T>
  dispose(): void
}

/** What is being shared, and what to do when nobody has used it for a moment. */
export interface SharedTopicOptions<T> extends TopicAddress {
  readonly codec: Codec<T>
  onUnused(): void
}

/** Starts with the first subscriber, and ends a moment after the last. */
export function createSharedTopic<T>(
  { cache, topic, codec, onUnused }: SharedTopicOptions<T>,
  context: StreamContext,
): SharedTopic<T> {
  const { timers } = context.environment
  let stopLingering = (): void => {}
  const linger = (): void => {
    stopLingering()
    if (subscribers.count() === 0) stopLingering = timers.start(LINGER_MS, leave)
  }
  const subscribers = createListeners<TopicEvent<T>>(linger)
  const observers = createListeners<void>(linger)
  const log = createTopicLog({ cache, topic, codec, subscribers, observers }, context)
  const stream = createTopicStream({ cache, topic }, log, context)
  const leave = (): void => {
    stream.stop()
    if (observers.count() === 0) onUnused()
  }
  return {
    subscribe: listener => {
      const unsubscribe = subscribers.add(listener)
      stream.start()
      return unsubscribe
    },
    observe: observers.add,
    snapshot: log.snapshot,
    dispose: () => {
      stopLingering()
      stream.dispose()
    },
  }
}
