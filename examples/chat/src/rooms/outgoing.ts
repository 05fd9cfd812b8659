import { isSessionError, type SessionErrorCode, type TopicItem } from '@hallpass/core'
import type { Message } from './room-topic.js'

/** A message of ours that the room has not shown us yet. */
export interface Outgoing {
  readonly id: number
  readonly message: Message
  readonly state: OutgoingState
}

/** `sent`: the gateway has it, and our own copy is on its way back. */
export type OutgoingState =
  | { readonly status: 'sending' }
  | { readonly status: 'sent' }
  | { readonly status: 'failed'; readonly why: string }

/** What is still on its way, now that the room shows `items`. */
export function stillOutgoing(
  outgoing: readonly Outgoing[],
  items: readonly TopicItem<Message>[],
): readonly Outgoing[] {
  return outgoing.filter(
    ({ message }) => !items.some(item => item.kind === 'item' && isSame(item.value, message)),
  )
}

/** Why a message could not be sent, for who wrote it. */
export function whyNotSent(error: unknown): string {
  return failureWords[isSessionError(error) ? error.code : 'unavailable'] ?? 'It could not be sent.'
}

const failureWords: Readonly<Partial<Record<SessionErrorCode, string>>> = {
  unavailable: 'No answer, so it may or may not have arrived.',
  'not-permitted': 'Your pass does not allow it.',
  'signed-out': 'You are signed out.',
  denied: 'The backend issues no pass for it.',
  rejected: 'The gateway refused the pass.',
}

function isSame(one: Message, other: Message): boolean {
  return one.sentAt === other.sentAt && one.from === other.from && one.text === other.text
}
