import type { Unsubscribe } from '../store/token-store.js'

/** One topic of one cache: publish to it, and follow it over any number of tokens. */
export interface TopicClient<T> {
  readonly cache: string
  readonly topic: string
  /**
   * Resolves once the service has acknowledged it.
   * @throws SessionError not-permitted, signed-out, denied, misconfigured, unavailable, rejected,
   * endpoint-not-allowed, capability-missing, aborted, disposed. After `unavailable` it may or may not have been published.
   */
  publish(value: T, options?: { readonly signal?: AbortSignal }): Promise<void>
  /**
   * Follows the topic while anybody is subscribed; all subscribers of a topic share one stream, which closes a moment
   * after the last one left. The listener is told of each item and discontinuity in order, from now on.
   */
  subscribe(listener?: (event: TopicEvent<T>) => void): Unsubscribe
  /** Called after each change of `snapshot()`. Following the topic is `subscribe`'s doing, not this one's. */
  observe(listener: () => void): Unsubscribe
  /** Immutable, and the same object until something changes. */
  snapshot(): TopicSnapshot<T>
}

export type TopicEvent<T> =
  | { readonly type: 'item'; readonly item: TopicItem<T> }
  | { readonly type: 'discontinuity'; readonly gap: Gap }

export type TopicItem<T> =
  | (TopicItemPosition & { readonly kind: 'item'; readonly value: T })
  /** It came, and does not fit the codec. */
  | (TopicItemPosition & { readonly kind: 'undecodable' })

export interface TopicItemPosition {
  /** `"page:sequence"`: unique within the topic. */
  readonly id: string
  readonly page: bigint
  readonly sequenceNumber: bigint
  /** When this tab received it, epoch milliseconds. */
  readonly receivedAt: number
  readonly publisherId?: string
}

/** Positions that were gone before we got there. `from` and `to` are inclusive, on `page`. */
export interface Gap {
  readonly page: bigint
  readonly from: bigint
  readonly to: bigint | 'end-of-page'
  readonly at: number
  /** The id of the last item received before it, if any: where to draw the line. */
  readonly after: string | undefined
}

export interface TopicSnapshot<T> {
  /** The last 200 items, oldest first. */
  readonly items: readonly TopicItem<T>[]
  readonly connection: TopicConnection
  /** The last hole, until the next one. */
  readonly gap: Gap | undefined
}

/** What is going on, apart from what has been received. */
export type TopicConnection =
  /** Nobody follows it. */
  | { readonly status: 'idle' }
  | { readonly status: 'connecting' }
  /** `position: 'unknown'`: the service has not said where the topic is; the delivery rule starts at the first item. */
  | { readonly status: 'open'; readonly position: 'known' | 'unknown' }
  /** Waits for its turn: the browser allows only a few connections a host. */
  | { readonly status: 'queued' }
  | { readonly status: 'reconnecting'; readonly retryAt: number; readonly attempts: number }
  /** Stopped until something changes: `code` says what. */
  | {
      readonly status: 'closed'
      readonly code:
        | 'signed-out'
        | 'denied'
        | 'not-permitted'
        | 'misconfigured'
        | 'endpoint-not-allowed'
        | 'capability-missing'
        | 'rejected'
        | 'disposed'
    }
