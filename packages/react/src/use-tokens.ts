'use client'
import type { ScopeArgument, ScopeState, SessionState, TokenStore } from '@hallpass/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type Identity, identityOf } from './identity.js'
import { keepSame } from './is-same.js'
import { useProvidedSession } from './session-context.js'

/** What `read` makes of the store: renders again only when that changes. */
export function useTokens<Read>(read: (tokens: TokenStore) => Read, onServer: Read): Read {
  const { tokens } = useProvidedSession().session
  const observe = useCallback((listener: () => void) => tokens.observe(listener), [tokens])
  return useSyncExternalStore(
    observe,
    () => read(tokens),
    () => onServer,
  )
}

export function useSessionState(): SessionState {
  const read = useMemo(() => stable(tokens => tokens.sessionState()), [])
  return useTokens(read, restoring)
}

export function useIdentity(): Identity {
  return useTokens(tokens => identityOf(tokens.sessionState()), undefined)
}

/** `scope` must keep its identity from render to render. */
export function useScopeState(scope: ScopeArgument | undefined): ScopeState {
  const read = useMemo(() => stable(tokens => tokens.scopeState(scope)), [scope])
  return useTokens(read, idle)
}

const restoring: SessionState = { status: 'restoring' }
const idle: ScopeState = { status: 'idle' }

function stable<Read>(read: (tokens: TokenStore) => Read): (tokens: TokenStore) => Read {
  let last: Read | undefined
  return tokens => {
    last = keepSame(last, read(tokens))
    return last
  }
}
