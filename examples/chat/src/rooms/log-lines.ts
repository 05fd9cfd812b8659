import type { Gap, TopicItem } from '@hallpass/core'
import type { Message } from './room-topic.js'

const pauseMs = 120_000

/** One line of a room's log. */
export type LogLine =
  | {
      readonly kind: 'message'
      readonly id: string
      readonly message: Message
      /** Said by the one who said the line above, soon after. */
      readonly follows: boolean
    }
  | { readonly kind: 'unreadable'; readonly id: string }
  | { readonly kind: 'gap'; readonly id: string; readonly gap: Gap }

/**
 * What a room's log shows: its messages in order, and a line wherever some were gone. Who wrote is what the token
 * said, where the gateway tells; a message itself can claim anything.
 */
export function logLines(items: readonly TopicItem<Message>[], gaps: readonly Gap[]): readonly LogLine[] {
  const lines = gapLines(gaps, undefined)
  for (const item of items) {
    lines.push(lineOf(item, lines.at(-1)), ...gapLines(gaps, item.id))
  }
  return lines
}

function lineOf(item: TopicItem<Message>, above: LogLine | undefined): LogLine {
  if (item.kind === 'undecodable') return { kind: 'unreadable', id: item.id }
  const message = { ...item.value, from: item.publisherId ?? item.value.from }
  const follows = above?.kind === 'message' && isFollowedBy(above.message, message)
  return { kind: 'message', id: item.id, message, follows }
}

function isFollowedBy(above: Message, below: Message): boolean {
  return above.from === below.from && below.sentAt - above.sentAt < pauseMs
}

function gapLines(gaps: readonly Gap[], after: string | undefined): LogLine[] {
  return gaps
    .filter(gap => gap.after === after)
    .map(gap => ({ kind: 'gap', id: `gap ${gap.page}:${gap.from}`, gap }))
}
