import type { ScopeState } from '@hallpass/core'
import { useTimeLeft } from '@hallpass/react'
import type { ScopeName } from '../session.js'
import type { Drain } from './drain-ring.js'

/** A token's life as rings and bars show it. */
export function useDrain(scope: ScopeName, state: ScopeState): Drain {
  const left = useTimeLeft(scope)
  const generation = state.status === 'live' ? state.generation : 0
  return { leftMs: left?.leftMs, fraction: left?.fraction ?? 0, generation }
}
