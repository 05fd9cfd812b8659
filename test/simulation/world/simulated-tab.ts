import type { Token } from '@hallpass/core'
import type { StoreUnderTest } from '../core/core-under-test.js'
import type { Place } from './effect.js'
import type { TabTimers } from './tab-timers.js'

/** One tab: a store, what surrounds it, and what people and browsers do to it. */
export interface SimulatedTab {
  readonly name: string
  readonly place: Place
  readonly timers: TabTimers
  readonly store: StoreUnderTest
  /** Whether anybody listens to the store. */
  isWatched(): boolean
  setWatched(isWatched: boolean): void
  /** How long this tab has been neither frozen nor asleep. */
  awakeMs(): number
  /** Whether it was frozen, or the device asleep, a moment ago: what it decided before, it still does. */
  hasJustThawed(): boolean
  /** The epoch its store shows; 0 before it knows. */
  epoch(): number
  /** Calls for a token; nothing thrown here goes unseen. */
  get(what: string, wish: Wish, call: () => Promise<Token>): void
  /** The token a caller got last, who may still have it whatever has happened since. */
  lastGiven(): Token | undefined
  /** Calls for a token that have not been answered. */
  callCount(): number
  signIn(subject: string | undefined): void
  signOut(): void
  reject(token: Token): void
  freeze(): void
  thaw(): void
  show(): void
  hide(): void
  isVisible(): boolean
  networkComesBack(): void
  /** Goes away; told of it or not. */
  go(isTold: boolean): void
}

/** What a caller asked a token for. */
export interface Wish {
  /** Key of the scope whose token is right. */
  readonly scope: string
}
