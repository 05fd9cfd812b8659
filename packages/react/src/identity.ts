import type { SessionState } from '@hallpass/core'
import { assertNever } from './assert-never.js'

/**
 * Whose something is: the epoch of whoever is signed in, or `nobody`. Undefined while storage has not said; 0 while it
 * says nothing, until the first request begins an epoch.
 */
export type Identity = number | 'nobody' | undefined

export function identityOf(state: SessionState): Identity {
  switch (state.status) {
    case 'restoring':
      return undefined
    case 'signed-out':
      return 'nobody'
    case 'active':
      return state.epoch
    default:
      return assertNever(state)
  }
}
