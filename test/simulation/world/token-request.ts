import type { SimulatedTab } from './simulated-tab.js'

/** One request of one tab to the backend, and what was so when it was sent. */
export interface TokenRequest {
  readonly number: number
  readonly tab: SimulatedTab
  /** Key of the scope asked for; `''` is the default scope. */
  readonly scope: string
  readonly reason: string
  /** The epoch its tab took itself to be in. */
  readonly epoch: number
  readonly outsideMs: number
  /** By the wall clock of the device, and how far that was ahead of the truth. */
  readonly wallAt: number
  readonly clockErrorMs: number
  readonly beganAwakeMs: number
}

/** A token as its issuer knows it. */
export interface MintedToken {
  readonly secret: string
  readonly request: TokenRequest
  readonly subject: string
  readonly lifetimeMs: number
  /** Its true end. */
  readonly endsAt: number
}
