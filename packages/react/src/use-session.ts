'use client'
import type { Session, SessionState, TokenStore } from '@hallpass/core'
import { useMemo } from 'react'
import { useProvidedSession } from './session-context.js'
import { useSessionState } from './use-tokens.js'

/** Narrow by `status`; the functions keep their identity for as long as the session does. */
export type UseSessionResult = SessionState & SessionActions

export interface SessionActions {
  readonly session: Session
  readonly signIn: TokenStore['signIn']
  readonly signOut: TokenStore['signOut']
}

/**
 * Who is signed in, and the way in and out. Renders again when that changes, never for a token.
 *
 * @example
 * const { status, signOut } = useSession()
 */
export function useSession(): UseSessionResult {
  const { session } = useProvidedSession()
  const state = useSessionState()
  const actions = useMemo(() => actionsOf(session), [session])
  return useMemo(() => ({ ...state, ...actions }), [state, actions])
}

function actionsOf(session: Session): SessionActions {
  return {
    session,
    signIn: options => session.tokens.signIn(options),
    signOut: () => session.tokens.signOut(),
  }
}
