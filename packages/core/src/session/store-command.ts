import type { SessionEventTable, SessionEventType } from './events.js'
import type { IssueRequest } from './store-state.js'

/** Things to do, carried out by the runner. */
export type StoreCommand =
  | { readonly type: 'read-records'; readonly key: string }
  | {
      readonly type: 'issue-token'
      readonly key: string
      readonly request: IssueRequest
      readonly epoch: number
      readonly generation: number
      readonly subject: string | undefined
      /** Failures from before then hold nobody up. */
      readonly networkBackAt: number
    }
  /** The backend ended a session that was signed in: a tombstone for every tab, unless `epoch` has passed. */
  | { readonly type: 'end-session'; readonly epoch: number }
  | { readonly type: 'ring-doorbell' }
  | { readonly type: 'announce'; readonly event: Announcement }

export type Announcement = {
  [T in SessionEventType]: {
    readonly type: T
    readonly scope?: string
    readonly generation?: number
  } & SessionEventTable[T]
}[SessionEventType]
