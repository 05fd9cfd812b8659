'use client'
import type { Session } from '@hallpass/core'
import { QueryClient, QueryClientContext, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type JSX, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type WallClock, wallClock } from './clock.js'
import { forgetFormerIdentities } from './former-identities.js'
import { type Identity, identityOf } from './identity.js'
import { identityKey } from './query-key.js'
import { SessionContext } from './session-context.js'

export interface SessionProviderProps {
  /** Made by the app, once, outside of components; the app disposes it too. */
  readonly session: Session
  /** For tests. @default the platform's clock */
  readonly clock?: WallClock
  readonly children?: ReactNode
}

/**
 * Gives the components below it a session. Cache items live in the nearest `QueryClient`, or in one of its own where
 * there is none; those of an identity are removed from it the moment the identity changes or signs out.
 *
 * @example
 * <SessionProvider session={session}><Room /></SessionProvider>
 */
export function SessionProvider(props: SessionProviderProps): JSX.Element {
  const provider = <ProvideSession {...props} />
  return useContext(QueryClientContext) ? provider : <ProvideQueryClient>{provider}</ProvideQueryClient>
}

function ProvideQueryClient({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient())
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

function ProvideSession({ session, clock = wallClock, children }: SessionProviderProps) {
  const client = useQueryClient()
  useEffect(() => forgetOnChange(client, session), [client, session])
  const provided = useMemo(() => ({ session, clock }), [session, clock])
  return <SessionContext.Provider value={provided}>{children}</SessionContext.Provider>
}

function forgetOnChange(client: QueryClient, session: Session) {
  let known: Identity
  const look = () => {
    const identity = identityOf(session.tokens.sessionState())
    if (identity === undefined || identity === known) return
    known = identity
    forgetFormerIdentities(client, identityKey(session, identity))
  }
  // What was cached before this mount, or restored by a persister, is looked at too.
  look()
  return session.tokens.observe(look)
}
