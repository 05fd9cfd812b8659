import { usePublish } from '@hallpass/react'
import { useState } from 'react'
import { type Outgoing, type OutgoingState, whyNotSent } from './outgoing.js'
import { type Message, roomTopic } from './room-topic.js'

/** What is on its way, and the way to send more. */
export interface Outbox {
  readonly outgoing: readonly Outgoing[]
  readonly send: (message: Message) => void
  /** Sends a failed one again, as the same message. */
  readonly tryAgain: (failed: Outgoing) => void
}

const keptOutgoing = 50

/** Publishes to a room, and keeps what was sent from here. */
export function useOutbox(room: string): Outbox {
  const publish = usePublish(roomTopic, room)
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([])

  function settle(id: number, state: OutgoingState) {
    setOutgoing(before => before.map(one => (one.id === id ? { ...one, state } : one)))
  }

  function attempt({ id, message }: Outgoing) {
    publish.mutateAsync(message).then(
      () => settle(id, { status: 'sent' }),
      error => settle(id, { status: 'failed', why: whyNotSent(error) }),
    )
  }

  return {
    outgoing,
    send(message) {
      const added: Outgoing = { id: (outgoing.at(-1)?.id ?? 0) + 1, message, state: { status: 'sending' } }
      setOutgoing(before => [...before.slice(-keptOutgoing), added])
      attempt(added)
    },
    tryAgain(failed) {
      settle(failed.id, { status: 'sending' })
      attempt(failed)
    },
  }
}
