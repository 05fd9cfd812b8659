import type { Environment } from '../environment/environment.js'
import type { Token } from '../token/token.js'

/**
 * How cache and topic calls travel. A transport has no retry, no state and no clock: it sends one request with the
 * token it is given and says what came of it. It rejects only when `signal` aborts.
 */
export interface Transport {
  readonly name: string
  readonly can: ReadonlySet<Capability>
  call(request: TransportRequest, token: Token, signal: AbortSignal): Promise<TransportAnswer>
  /**
   * One stream from `position` on. A held stream goes on until it fails; a turned one ends after one answer and is
   * opened anew by the caller. The last frame of a failed stream is `ended`.
   */
  open(position: Position, token: Token, signal: AbortSignal): AsyncIterable<StreamFrame>
  /** The connection pool a stream opened with `token` draws on, for transports whose pool is small. */
  pool?(token: Token): StreamPool | undefined
}

/** What `createSession` takes: a transport, or what makes one of the environment's `fetch` and network. */
export type TransportSource = Transport | ((environment: Environment) => Transport)

export type Capability = 'cache' | 'publish' | 'held-streams' | 'turned-streams'

/** How many streams may be open at once to `origin`, counted over the whole browser profile. */
export interface StreamPool {
  readonly origin: string
  readonly size: number
}

export type TransportRequest =
  | { readonly kind: 'get'; readonly cache: string; readonly key: string | Uint8Array }
  | {
      readonly kind: 'set'
      readonly cache: string
      readonly key: string | Uint8Array
      readonly value: Uint8Array
      readonly ttlMs: number
    }
  | { readonly kind: 'delete'; readonly cache: string; readonly key: string | Uint8Array }
  | { readonly kind: 'publish'; readonly cache: string; readonly topic: string; readonly payload: Payload }

/** A topic message on the wire. */
export type Payload = string | Uint8Array

export type TransportAnswer =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'hit'; readonly value: Uint8Array }
  | { readonly outcome: 'miss' }
  | TransportFailure

export type TransportFailure =
  /** The service does not accept this token: 401. */
  | { readonly outcome: 'rejected' }
  /** The token is good and too small: 403. */
  | { readonly outcome: 'not-permitted' }
  /** The service refuses the request as such: other 4xx. */
  | { readonly outcome: 'misconfigured'; readonly status: number }
  /** Passing: network, 408, 425, 429, 5xx, an answer that cannot be read. */
  | { readonly outcome: 'unavailable'; readonly retryAfterMs?: number }
  /** The token names an endpoint this transport does not trust; nothing was sent. */
  | { readonly outcome: 'endpoint-not-allowed' }

/** Where to go on: the next sequence number of a page, or wherever the topic is now. */
export interface Position {
  readonly cache: string
  readonly topic: string
  readonly at: TopicPosition | 'latest'
}

export interface TopicPosition {
  readonly page: bigint
  /** The next sequence number expected. */
  readonly next: bigint
}

export type StreamFrame =
  | {
      readonly kind: 'item'
      readonly page: bigint
      readonly sequenceNumber: bigint
      /** Undefined when it came in a form this transport cannot read: the item is told of, as undecodable. */
      readonly payload: Payload | undefined
      readonly publisherId?: string
    }
  /** The service goes on after `newSequence` on `page`; what lies between the position asked for and it is gone. */
  | { readonly kind: 'discontinuity'; readonly page: bigint; readonly newSequence: bigint }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'ended'; readonly failure: TransportFailure }
