import type { TopicDiscontinuityFrame, TopicFrames, TopicItemFrame } from './topic-frame.js'
import { type LoggedMessage, oldestSequence, type TopicLog } from './topic-log.js'
import { isUnknownPosition, type TopicPosition } from './topic-position.js'

/** The most one answer carries; the rest comes with the next. A single message always fits. */
export const answerLimits: Readonly<Record<'items' | 'bytes', number>> = { items: 500, bytes: 1_048_576 }

/**
 * What a reader at `position` has to be told, or that it has heard everything.
 *
 * - no position yet: where the topic is now; nothing is replayed.
 * - on this page, in history: the messages from there on.
 * - on this page, before history: a discontinuity over what is gone, then history.
 * - on this page, past the next message (or at 0, which was never given): a discontinuity to the head.
 * - on another page: a discontinuity to this one, then all history of it, so nothing of this page is missing.
 */
export function readTopicLog(log: TopicLog, position: TopicPosition): TopicFrames | { state: 'caught-up' } {
  if (isUnknownPosition(position)) return tell([discontinuity(log, 0n, log.head)])
  if (position.page !== log.page) return replayHistory(log, position, 1n)
  if (position.sequence === log.head + 1n) return { state: 'caught-up' }
  if (position.sequence < 1n || position.sequence > log.head) {
    return tell([discontinuity(log, lastHeard(position), log.head)])
  }
  if (position.sequence < oldestSequence(log)) return replayHistory(log, position, position.sequence)
  return tell(itemsFrom(log, position.sequence))
}

/** `expected` is the first number of this page the reader has not heard. */
function replayHistory(log: TopicLog, position: TopicPosition, expected: bigint): TopicFrames {
  const oldest = oldestSequence(log)
  const hole = discontinuity(log, lastHeard(position), oldest - 1n)
  return tell([hole, ...itemsFrom(log, oldest)], Number(oldest - expected))
}

function tell(frames: TopicFrames['frames'], positionsLost = 0): TopicFrames {
  return { state: 'frames', frames, positionsLost }
}

function lastHeard(position: TopicPosition): bigint {
  return position.sequence > 0n ? position.sequence - 1n : 0n
}

function discontinuity(log: TopicLog, lastSequence: bigint, newSequence: bigint): TopicDiscontinuityFrame {
  return { kind: 'discontinuity', lastSequence, newSequence, newPage: log.page }
}

function itemsFrom(log: TopicLog, first: bigint): TopicItemFrame[] {
  const start = Number(first - oldestSequence(log))
  const messages = log.history.slice(start, start + answerLimits.items)
  return messages.slice(0, countWithin(messages, answerLimits.bytes)).map((message, index) => ({
    kind: 'item',
    page: log.page,
    sequence: first + BigInt(index),
    value: message.value,
    publisherId: message.publisherId,
  }))
}

/** How many messages from the start fit into `maxBytes`, at least one. */
function countWithin(messages: readonly LoggedMessage[], maxBytes: number): number {
  let bytes = 0
  const tooMany = messages.findIndex((message, index) => {
    bytes += message.byteLength
    return bytes > maxBytes && index > 0
  })
  return tooMany === -1 ? messages.length : tooMany
}
