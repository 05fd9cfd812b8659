import { pageEnvironment } from '../environment/browser/page-environment.js'
import type { ScopeArgument } from '../store/token-store.js'
import { absoluteUrl, allowOrigins } from './allowed-origins.js'
import { formatCredentials } from './credentials.js'
import type { AuthorizationOptions, FetcherTokens } from './fetcher-options.js'

/**
 * The header that authorizes one request, for clients that take headers and no `fetch`. What comes of the request is
 * the client's: it must follow no redirect. `ws:` and `wss:` count as `http:` and `https:`.
 * @throws SessionError as `getToken`; endpoint-not-allowed for a URL in none of `origins`
 * @example
 * const origins = ['https://api.example']
 * const headers = await authorizationFor(tokens, 'https://api.example/items', undefined, { origins })
 */
export async function authorizationFor<Names extends string = string>(
  tokens: Pick<FetcherTokens<Names>, 'getToken'>,
  url: string | URL,
  scope?: ScopeArgument<Names>,
  options: AuthorizationOptions = {},
): Promise<Record<string, string>> {
  const { network } = { ...pageEnvironment, ...options.environment }
  const credentialsOf = formatCredentials(options.scheme)
  allowOrigins(options.origins, network)(absoluteUrl(url, network).replace(/^ws/, 'http'))
  return { authorization: credentialsOf(await tokens.getToken(scope)) }
}
