import { Auth0Client, CacheKey } from '@auth0/auth0-spa-js'
import type { ClientInTab } from './client-in-tab.js'

const clientId = 'benchmark'
const audience = 'https://api.example'
const scope = 'openid profile offline_access'

/** It has no way to a token but refreshing one, short of a page of the identity provider: an expired one is cached. */
export const client: ClientInTab = {
  prepare() {
    const body = { access_token: 'expired', refresh_token: 'first', expires_in: 3600, client_id: clientId }
    localStorage.setItem(
      new CacheKey({ clientId, audience, scope }).toKey(),
      JSON.stringify({
        expiresAt: Math.floor(Date.now() / 1000) - 60,
        body: { ...body, audience, scope },
      }),
    )
  },
  async start() {
    const auth0 = new Auth0Client({
      ...{ domain: location.origin, clientId, useRefreshTokens: true, cacheLocation: 'localstorage' },
      authorizationParams: { audience, scope },
    })
    const token = await auth0.getTokenSilently()
    if (token === undefined) throw new Error('no token')
    return token
  },
}
