import type { SimulatedTab, Wish } from './simulated-tab.js'
import type { MintedToken, TokenRequest } from './token-request.js'

/** What happened, as the oracle is told of it: more than any tab can know. */
export type Fact =
  | { readonly type: 'request-began' | 'request-ended'; readonly request: TokenRequest }
  | { readonly type: 'request-answered'; readonly request: TokenRequest; readonly answer: Answered }
  | { readonly type: 'records-written'; readonly writing: Writing }
  | { readonly type: 'records-told'; readonly tab: SimulatedTab; readonly epoch: number }
  | { readonly type: 'database-deleted' }
  | { readonly type: 'operation-began' | 'operation-over'; readonly operation: DiskOperation }
  | {
      readonly type: 'lock-given-up'
      readonly tab: SimulatedTab
      readonly name: string
      readonly waitedMs: number
    }
  | { readonly type: 'token-given'; readonly tab: SimulatedTab; readonly secret: string; readonly wish: Wish }
  | { readonly type: 'token-rejected'; readonly tab: SimulatedTab; readonly secret: string }
  | { readonly type: 'call-began' | 'call-over'; readonly call: Call }
  | { readonly type: 'longer-token-wanted'; readonly scope: string }
  | { readonly type: 'sign-in-began' | 'sign-in-over'; readonly tab: SimulatedTab }
  | { readonly type: 'sign-out-began'; readonly tab: SimulatedTab; readonly call: object }
  | {
      readonly type: 'sign-out-over'
      readonly tab: SimulatedTab
      readonly call: object
      readonly stored: boolean
    }
  | { readonly type: 'tab-opened' | 'tab-froze' | 'tab-thawed' | 'tab-gone'; readonly tab: SimulatedTab }
  | { readonly type: 'clock-jumped' | 'device-slept' }
  | { readonly type: 'trouble'; readonly of: 'disk' | 'locks' | 'doorbells' | 'marks' | 'timers' }

export type Answered =
  | { readonly kind: 'token'; readonly token: MintedToken }
  | { readonly kind: 'refusal'; readonly refusal: string; readonly retryAfterMs: number }
  | { readonly kind: 'nonsense' }

export type Records = ReadonlyMap<string, unknown>

/** One write of one tab, with what was on the disk before and is on it now. */
export interface Writing {
  readonly tab: SimulatedTab
  readonly before: Records
  readonly after: Records
}

export interface DiskOperation {
  readonly tab: SimulatedTab
  readonly beganAwakeMs: number
}

/** A call for a token that has not been answered yet. */
export interface Call {
  readonly tab: SimulatedTab
  readonly what: string
}

export type Tell = (fact: Fact) => void
