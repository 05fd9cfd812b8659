import type { SessionProblem } from '../errors/session-error.js'
import type { SessionState } from '../session/session-states.js'
import type { Announcement } from '../session/store-command.js'
import type { Token } from '../token/token.js'
import type { StreamFrame, TransportFailure } from '../transport/transport.js'
import type { Cursor, Delivery } from './merge-frames.js'
import type { TopicConnection } from './topic-client.js'

/** One topic as it is being followed. What survives a turn, a token or a failure stands beside the phase. */
export interface StreamState {
  readonly cursor: Cursor
  /** The identity that `cursor` and the items received belong to, once known. */
  readonly epoch: number | undefined
  /** `new`: nothing has answered yet. `up`: the last poll stood. `down`: it was up and was lost. */
  readonly line: 'new' | 'up' | 'down'
  /** Polls and tokens that failed since the last poll that stood. */
  readonly failures: number
  /** How long the fastest answer took. */
  readonly roundTripMs: number
  readonly phase: StreamPhase
}

/** What is being done right now. */
export type StreamPhase =
  | { readonly status: 'idle' | 'acquiring-token' | 'paused' }
  /** Stands in line for a slot; `overdue` once it has been worth showing. */
  | { readonly status: 'queued'; readonly token: Token; readonly wait: 'short' | 'overdue' }
  | OpenPhase
  /**
   * The next poll waits: after failures, or (with none) after an answer that came too fast with no item in it.
   * `generation` is that of the token last used, here and in `closed`: another one is reason to try at once.
   */
  | { readonly status: 'backing-off'; readonly retryAt: number; readonly generation: number | undefined }
  | { readonly status: 'closed'; readonly code: ClosedCode; readonly generation: number | undefined }

/** A poll is on its way, in a turn. */
export interface OpenPhase extends Turn {
  readonly status: 'open'
  readonly token: Token
  readonly pollStartedMs: number
}

/** A slot held since `turnStartedMs`, by the monotonic clock, for `turnMs`: Infinity while nobody else wants it. */
export interface Turn {
  readonly turnStartedMs: number
  readonly turnMs: number
}

/** Why a stream is closed. */
export type ClosedCode = Extract<TopicConnection, { status: 'closed' }>['code']

/** Nobody follows. */
export const idleStream: StreamState = {
  cursor: 'latest',
  epoch: undefined,
  line: 'new',
  failures: 0,
  roundTripMs: 1_000,
  phase: { status: 'idle' },
}

/** Facts that happened. */
export type StreamEvent =
  | { readonly type: 'subscribed' | 'last-left' | 'disposed' | 'timer-fired' }
  | { readonly type: 'app-woke' | 'app-was-hidden' | 'app-is-pausing' | 'network-came-back' }
  | { readonly type: 'token-ready'; readonly token: Token }
  | { readonly type: 'token-failed'; readonly problem: SessionProblem }
  | { readonly type: 'slot-granted'; readonly turnMs: number }
  /** Somebody waits: turns last `turnMs` now. */
  | { readonly type: 'slot-wanted'; readonly turnMs: number }
  | {
      readonly type: 'poll-answered'
      readonly frames: readonly StreamFrame[]
      readonly failure: TransportFailure | undefined
    }
  /** `token` is the one an operation would get at once, if any. */
  | { readonly type: 'session-changed'; readonly session: SessionState; readonly token: Token | undefined }

/** Things to do. What started since the last `stop` ends with the next one. */
export type StreamCommand =
  | { readonly type: 'stop' | 'get-token' }
  | { readonly type: 'take-slot'; readonly token: Token }
  | { readonly type: 'poll'; readonly token: Token; readonly at: Cursor }
  /** One timer at a time: a later one replaces it. */
  | { readonly type: 'wait'; readonly delayMs: number }
  | { readonly type: 'reject-token'; readonly token: Token }
  | { readonly type: 'tell'; readonly news: StreamNews }
  | { readonly type: 'deliver'; readonly deliveries: readonly Delivery[] }
  /** The items belonged to somebody else. */
  | { readonly type: 'forget-items' }

/** A stream's events without the names of its topic. */
export type StreamNews =
  | { readonly type: 'stream-opened' }
  | { readonly type: 'stream-resumed'; readonly replayed: number; readonly missed: bigint | 'unknown' }
  | { readonly type: 'stream-lost'; readonly cause: LostCause }

/** Why a stream that was up is not. */
export type LostCause = Extract<Announcement, { type: 'stream-lost' }>['cause']

/** What an event makes of a stream, and what is to be done about it. */
export interface StreamStep {
  readonly state: StreamState
  readonly commands: readonly StreamCommand[]
}
