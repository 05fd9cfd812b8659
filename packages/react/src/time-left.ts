import type { ScopeState } from '@hallpass/core'

export interface TimeLeft {
  /** Rounded up to the second; 0 once it has ended. */
  readonly leftMs: number
  /** Of the token's lifetime, from 1 down to 0. */
  readonly fraction: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** In whole seconds, so that it changes once a second at most. */
export function leftMsOf(state: ScopeState, now: number): number {
  return state.status === 'live' ? Math.max(0, Math.ceil((state.expiresAt - now) / 1000) * 1000) : 0
}

/** `undefined` when there is no token. */
export function timeLeftOf(state: ScopeState, leftMs: number): TimeLeft | undefined {
  if (state.status !== 'live') return undefined
  const { issuedAt, expiresAt } = state
  return { leftMs, fraction: Math.min(1, leftMs / Math.max(1, expiresAt - issuedAt)), expiresAt }
}
