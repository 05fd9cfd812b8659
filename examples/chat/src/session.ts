import { createSession, defineScopes, tokenEndpoint } from '@hallpass/core'
import { momentoHttp } from '@hallpass/momento'
import { backendUrl } from './backend-url.js'

/**
 * All there is to tell Hallpass: where tokens come from, how calls travel, and what this app would like to do. The
 * backend may grant less: a guest's `lobby` only reads.
 */
export const session = createSession({
  id: 'chat',
  source: tokenEndpoint(`${backendUrl}/api/token`, { credentials: 'include' }),
  transport: momentoHttp(),
  scopes: defineScopes({
    lobby: { permissions: [{ role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } }] },
    profile: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
  }),
})

/** The scopes this app declares. */
export type ScopeName = 'lobby' | 'profile'
