import { byteLengthOf, type TopicMessage } from './topic-frame.js'

/**
 * One topic's present life: its page, the last number published (0 for none) and the newest messages. History has
 * no holes: it always ends at `head`.
 */
export interface TopicLog {
  readonly page: number
  readonly head: bigint
  readonly history: readonly LoggedMessage[]
}

/** A message as history keeps it. */
export interface LoggedMessage extends TopicMessage {
  readonly byteLength: number
  /** By the monotonic clock. */
  readonly publishedAtMs: number
}

/** How much history a topic keeps: what is over either bound is gone. */
export interface HistoryLimits {
  /** Messages. @default 10000 */
  readonly count: number
  /** Milliseconds since publishing. @default 600000 */
  readonly ageMs: number
}

/** The history a gateway keeps unless told otherwise. */
export const defaultHistoryLimits: HistoryLimits = Object.freeze({ count: 10_000, ageMs: 600_000 })

/** The log of a topic nothing was published to yet. */
export function createTopicLog(page: number): WritableTopicLog {
  return { page, head: 0n, history: [] }
}

/** A log as its owner holds it. */
export interface WritableTopicLog extends TopicLog {
  head: bigint
  readonly history: LoggedMessage[]
}

/** Gives the message the next number and returns that. */
export function appendMessage(log: WritableTopicLog, message: TopicMessage, publishedAtMs: number): bigint {
  log.history.push({ ...message, byteLength: byteLengthOf(message.value), publishedAtMs })
  log.head += 1n
  return log.head
}

/** Drops the oldest messages until both bounds hold. Numbers stay given. */
export function forgetOldMessages(log: WritableTopicLog, limits: HistoryLimits, nowMs: number): void {
  const young = log.history.findIndex(message => nowMs - message.publishedAtMs < limits.ageMs)
  const aged = young === -1 ? log.history.length : young
  log.history.splice(0, Math.max(aged, log.history.length - limits.count))
}

/** The lowest number still in history; the number after the head when history is empty. */
export function oldestSequence(log: TopicLog): bigint {
  return log.head - BigInt(log.history.length) + 1n
}
