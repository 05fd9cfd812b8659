'use client'
import type { ScopeArgument } from '@hallpass/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useProvidedSession } from './session-context.js'
import { leftMsOf, type TimeLeft, timeLeftOf } from './time-left.js'
import { useKeptScope } from './use-kept-scope.js'
import { useScopeState } from './use-tokens.js'

/**
 * How long the token of a scope still lives, once a second while the page can be seen; `undefined` when there is none.
 * It looks and does not ask: `useToken` does.
 *
 * @param scope a declared name or a defined scope. @default the scope the backend decides on
 */
export function useTimeLeft(scope?: ScopeArgument): TimeLeft | undefined {
  const { clock } = useProvidedSession()
  const state = useScopeState(useKeptScope(scope))
  const isLive = state.status === 'live'
  const tick = useCallback(
    (onSecond: () => void) => (isLive ? clock.everySecond(onSecond) : () => undefined),
    [clock, isLive],
  )
  const leftMs = useSyncExternalStore(
    tick,
    () => leftMsOf(state, clock.now()),
    () => 0,
  )
  return useMemo(() => timeLeftOf(state, leftMs), [state, leftMs])
}
