import { Auth0Client, CacheKey, InMemoryCache } from '@auth0/auth0-spa-js'
import { sampleLifetimeSec, sampleToken } from '../../sample-token.js'
import { awaitedSubject, type Subject } from '../subject.js'

const clientId = 'benchmark'
const audience = 'https://api.example'
const scope = 'openid profile'

/** A signed-in Auth0 client with a live token in its own memory cache, under the very key it looks for. */
export function auth0Subject(): Subject {
  const cache = new InMemoryCache().enclosedCache
  cache.set(new CacheKey({ clientId, audience, scope }).toKey(), {
    expiresAt: Math.floor(Date.now() / 1000) + sampleLifetimeSec,
    body: {
      ...{ access_token: sampleToken, token_type: 'Bearer', expires_in: sampleLifetimeSec },
      ...{ client_id: clientId, audience, scope },
    },
  })
  cache.set(new CacheKey({ clientId }, undefined, '@@user@@').toKey(), {
    id_token: 'identity',
    decodedToken: { claims: { __raw: 'identity' }, user: { sub: 'ada' } },
  })
  const client = new Auth0Client({
    domain: 'identity.example',
    clientId,
    cache,
    authorizationParams: { audience, scope },
  })
  return awaitedSubject('@auth0/auth0-spa-js getTokenSilently', () => client.getTokenSilently())
}
