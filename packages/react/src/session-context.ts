'use client'
import type { Session } from '@hallpass/core'
import { type Context, createContext, useContext } from 'react'
import type { WallClock } from './clock.js'

/** What {@link SessionProvider} hands down. */
export interface ProvidedSession {
  readonly session: Session
  readonly clock: WallClock
}

export const SessionContext: Context<ProvidedSession | undefined> = createContext<
  ProvidedSession | undefined
>(undefined)

/** @throws TypeError outside of a `SessionProvider`. */
export function useProvidedSession(): ProvidedSession {
  const provided = useContext(SessionContext)
  if (provided === undefined)
    throw new TypeError('hallpass: there is no <SessionProvider> above this component')
  return provided
}
