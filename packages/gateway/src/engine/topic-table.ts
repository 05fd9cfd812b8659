import { topicKey } from './address-key.js'
import type { TopicAddress } from './engine.js'
import { readTopicLog } from './read-topic-log.js'
import type { TopicMessage, TopicRead, TopicWait } from './topic-frame.js'
import {
  appendMessage,
  createTopicLog,
  forgetOldMessages,
  type HistoryLimits,
  type WritableTopicLog,
} from './topic-log.js'
import type { TopicPosition } from './topic-position.js'

/** Topics in memory. A topic is made, and gets its page, when it is first published or subscribed to. */
export interface TopicTable {
  publish(address: TopicAddress, message: TopicMessage): TopicPosition
  read(address: TopicAddress, position: TopicPosition): TopicRead
  /** Drops history that got too old in topics nobody uses. */
  sweep(): void
}

interface Topic {
  readonly log: WritableTopicLog
  readonly waiters: Set<() => void>
}

/** What a table takes from outside; times are by the monotonic clock. */
export interface TopicTableOptions {
  readonly monotonicMs: () => number
  readonly nextPage: () => number
  readonly limits: HistoryLimits
}

/** A table without topics. */
export function createTopicTable(options: TopicTableOptions): TopicTable {
  const topics = new Map<string, Topic>()
  const forget = (topic: Topic) => forgetOldMessages(topic.log, options.limits, options.monotonicMs())
  return {
    publish: (address, message) => {
      const topic = topicAt(topics, address, options.nextPage)
      const sequence = appendMessage(topic.log, message, options.monotonicMs())
      forget(topic)
      wakeAll(topic)
      return { page: topic.log.page, sequence }
    },
    read: (address, position) => {
      const topic = topicAt(topics, address, options.nextPage)
      forget(topic)
      const read = readTopicLog(topic.log, position)
      return read.state === 'caught-up' ? waitFor(topic) : read
    },
    sweep: () => {
      for (const topic of topics.values()) forget(topic)
    },
  }
}

function topicAt(topics: Map<string, Topic>, address: TopicAddress, nextPage: () => number): Topic {
  const key = topicKey(address)
  const topic = topics.get(key) ?? { log: createTopicLog(nextPage()), waiters: new Set() }
  topics.set(key, topic)
  return topic
}

function waitFor(topic: Topic): TopicWait {
  let wake = () => {}
  const changed = new Promise<void>(resolve => {
    wake = resolve
  })
  topic.waiters.add(wake)
  return { state: 'waiting', changed, cancel: () => topic.waiters.delete(wake) }
}

function wakeAll(topic: Topic): void {
  for (const wake of topic.waiters) wake()
  topic.waiters.clear()
}
