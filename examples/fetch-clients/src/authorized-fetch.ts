import { createTokenStore, tokenEndpoint } from '@hallpass/core'
import { createFetcher } from '@hallpass/core/fetcher'

/** All there is to tell Hallpass: where tokens come from, and where they may go. */
export function createAuthorizedFetch(origin: string): typeof fetch {
  const tokens = createTokenStore({ source: tokenEndpoint(`${origin}/token`), storage: 'memory' })
  return createFetcher(tokens, { origins: [origin] })
}
