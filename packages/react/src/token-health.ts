import type { Renewal, ScopeState } from '@hallpass/core'
import { assertNever } from './assert-never.js'

/**
 * How a token is doing, for the eye: `fresh`; `renewing`: one is on its way; `degraded`: good, and its renewal fails;
 * `expired`: there is none to use; `denied`: the backend refused the scope.
 */
export type TokenHealth = 'fresh' | 'renewing' | 'degraded' | 'expired' | 'denied'

/** @param now epoch milliseconds; given, a token past its expiry is not called live because nobody has said so yet */
export function tokenHealth(state: ScopeState, now?: number): TokenHealth {
  switch (state.status) {
    case 'issuing':
      return 'renewing'
    case 'live':
      return now !== undefined && now >= state.expiresAt ? 'expired' : healthByPhase[state.renewal.phase]
    case 'idle':
    case 'waiting':
      return 'expired'
    case 'denied':
      return 'denied'
    default:
      return assertNever(state)
  }
}

const healthByPhase: Readonly<Record<Renewal['phase'], TokenHealth>> = {
  scheduled: 'fresh',
  running: 'renewing',
  'backing-off': 'degraded',
}
