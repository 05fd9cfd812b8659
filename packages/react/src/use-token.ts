'use client'
import type { GetTokenOptions, ScopeArgument, ScopeState, Token } from '@hallpass/core'
import { useCallback, useEffect, useMemo } from 'react'
import { useProvidedSession } from './session-context.js'
import { type TokenHealth, tokenHealth } from './token-health.js'
import { useKeptScope } from './use-kept-scope.js'
import { useIdentity, useScopeState } from './use-tokens.js'

export interface UseTokenResult {
  readonly status: ScopeState['status']
  readonly health: TokenHealth
  readonly state: ScopeState
  /**
   * For what no hook does. Keeps its identity while the scope does.
   * @throws SessionError as `getToken` of the store
   */
  readonly getToken: (options?: GetTokenOptions) => Promise<Token>
}

/**
 * How the token of a scope is doing, and the way to it; the token itself is in no result. While a component uses it,
 * the scope has a token: it is asked for on mount and for every identity, and renewed ahead of its expiry.
 *
 * @param scope a declared name or a defined scope. @default the scope the backend decides on
 */
export function useToken(scope?: ScopeArgument): UseTokenResult {
  const { tokens } = useProvidedSession().session
  const identity = useIdentity()
  const kept = useKeptScope(scope)
  const state = useScopeState(kept)
  const getToken = useCallback((options?: GetTokenOptions) => tokens.getToken(kept, options), [tokens, kept])
  useEffect(() => {
    // Every identity has to be asked for anew. What goes wrong is in the state.
    if (identity !== 'nobody') getToken().catch(() => undefined)
  }, [getToken, identity])
  return useMemo(
    () => ({ status: state.status, health: tokenHealth(state), state, getToken }),
    [state, getToken],
  )
}
