import type { Delivery } from './merge-frames.js'
import type { StreamSlots } from './stream-slots.js'
import type { StreamEvent, StreamNews } from './stream-state.js'
import type { TopicConnection } from './topic-client.js'
import type { TopicContext } from './topic-context.js'
import type { Work } from './work.js'

/** Which topic. */
export interface TopicAddress {
  readonly cache: string
  readonly topic: string
}

/** Whom a stream tells what comes of it. */
export interface StreamOutlet {
  deliver(deliveries: readonly Delivery[]): void
  forgetItems(): void
  show(connection: TopicConnection): void
  tell(news: StreamNews): void
}

/** What the streams of one session share. */
export type StreamContext = TopicContext & { readonly slots: StreamSlots }

/** What one running stream works with. */
export interface StreamRun {
  readonly address: TopicAddress
  readonly outlet: StreamOutlet
  readonly context: StreamContext
  readonly work: Work
  dispatch(event: StreamEvent): void
}
