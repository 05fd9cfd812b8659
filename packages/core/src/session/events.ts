import type { AnswerProblem } from './issue.js'

/**
 * Every event of the one stream, with the facts it carries beside {@link EventFrame}: the table that makes the type,
 * the docs and the devtools' list. No event carries a token.
 */
export interface SessionEventTable {
  'token-issued': { readonly expiresAt: number }
  'token-renewed': { readonly expiresAt: number }
  /** Another tab issued it; this one found it in storage. */
  'token-adopted': { readonly expiresAt: number }
  'token-rejected': object
  'renewal-failed': {
    readonly cause: 'unavailable' | 'misconfigured' | 'denied'
    readonly retryAt: number
    /** The status of the answer, where there was one. */
    readonly status?: number
    /** What was wrong with an answer of success. */
    readonly problem?: AnswerProblem
  }
  'grant-narrowed': object
  'lifetime-capped': { readonly lifetimeMs: number; readonly cappedToMs: number }
  'budget-spent': { readonly retryAt: number }
  'signed-in': { readonly epoch: number }
  'signed-out': { readonly epoch: number; readonly by: 'app' | 'backend' | 'another-tab' }
  'subject-changed': { readonly epoch: number }
  'storage-degraded': { readonly kind: string }
  'clock-skewed': { readonly skewMs: number }
  'stream-opened': TopicName
  /** `replayed`: items that came while the stream was down; `missed`: those that were gone. */
  'stream-resumed': TopicName & { readonly replayed: number; readonly missed: bigint | 'unknown' }
  'stream-lost': TopicName & {
    readonly cause:
      | 'unavailable'
      | 'rejected'
      | 'not-permitted'
      | 'misconfigured'
      | 'endpoint-not-allowed'
      | 'paused'
  }
  discontinuity: TopicName & {
    readonly page: bigint
    readonly from: bigint
    readonly to: bigint | 'end-of-page'
  }
  'item-undecodable': { readonly cache: string; readonly topic?: string; readonly id?: string }
}

interface TopicName {
  readonly cache: string
  readonly topic: string
}

/** What every event carries. */
export interface EventFrame {
  /** Epoch milliseconds by this device's wall clock. */
  readonly at: number
  /** The scope's declared name, or its key; `''` is the default scope. */
  readonly scope?: string
  readonly generation?: number
  /** Names this tab, at random, for as long as it lives. */
  readonly tab: string
}

export type SessionEventType = keyof SessionEventTable

export type SessionEvent = {
  [T in SessionEventType]: { readonly type: T } & SessionEventTable[T] & EventFrame
}[SessionEventType]
