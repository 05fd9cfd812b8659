import { type DefinedTopic, defineTopic, json } from '@hallpass/react'
import { z } from 'zod'

const MessageSchema = z.object({
  from: z.string(),
  text: z.string(),
  /** Epoch milliseconds by the sender's clock. */
  sentAt: z.number(),
})

/** What a room carries. */
export type Message = z.infer<typeof MessageSchema>

/** The topics `room-<name>` of the cache `chat`. */
export const roomTopic: DefinedTopic<[name: string], Message> = defineTopic({
  cache: 'chat',
  topic: (name: string) => `room-${name}`,
  codec: json(MessageSchema),
})
