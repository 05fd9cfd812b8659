import type { TopicMessage, TopicRead } from './topic-frame.js'
import type { TopicPosition } from './topic-position.js'

/**
 * Where the gateway keeps its data. Every protocol service works through this port and none knows what is behind
 * it. A cache or topic needs no creating: it is there when it is first named. Who may do what is decided before an
 * engine is called.
 */
export interface Engine {
  /** The value under a key, `undefined` when there is none or its life is over. */
  readItem(item: ItemAddress): Promise<Uint8Array | undefined>
  writeItem(item: ItemAddress, value: Uint8Array, ttlMs: number): Promise<void>
  /** Deletes what is there; nothing being there is no error. */
  deleteItem(item: ItemAddress): Promise<void>
  /** Gives the message the topic's next sequence number and resolves with the position it got. */
  publish(topic: TopicAddress, message: TopicMessage): Promise<TopicPosition>
  /** What a subscriber at this position has to be told now, or the means to wait for it. */
  readTopic(topic: TopicAddress, position: TopicPosition): Promise<TopicRead>
  /** Lets go of its timers. */
  stop(): void
}

/** Names one cache item; keys are bytes. */
export interface ItemAddress {
  readonly cache: string
  readonly key: Uint8Array
}

/** Names one topic. */
export interface TopicAddress {
  readonly cache: string
  readonly topic: string
}
