import { pageEnvironment } from '../environment/browser/page-environment.js'
import type { Token } from '../token/token.js'
import { allowOrigins } from './allowed-origins.js'
import { formatCredentials } from './credentials.js'
import type { FetcherOptions, FetcherTokens } from './fetcher-options.js'
import { isTokenRefused } from './is-token-refused.js'
import { isStream, outgoingRequest } from './outgoing-request.js'
import { sendAuthorized } from './send-authorized.js'

/**
 * After a new token was refused like the one before, a 401 costs no reissue for this long: it is the service or the
 * address that refuses, and the token still serves all other calls.
 */
const REISSUE_PAUSE_MS = 60_000

/**
 * A `fetch` that sends a token along: to `origins` only, and never across a redirect. A 401 that names no other cause
 * gets the token reissued, once for all calls it failed, and the call is sent once more: a service that answers 401
 * has not applied the request, whatever its method (RFC 9110 section 15.5.2). A body that is a stream can be read only
 * once; such a call is not sent again. The second answer is the caller's, whatever it is. A call that has an
 * `Authorization` header of its own is left to plain `fetch`.
 *
 * It rejects as `fetch` does; with a SessionError as `getToken` does; and with `endpoint-not-allowed`: before anything
 * is sent for a URL in none of `origins`, and for an answer that is a redirect, unless the call asked for `manual`.
 * @throws TypeError for `origins` or a `scheme` that are none
 * @example
 * const fetcher = createFetcher(tokens, { origins: ['https://api.example'] })
 * const items = await fetcher('https://api.example/items')
 */
export function createFetcher<Names extends string = string>(
  tokens: FetcherTokens<Names>,
  options: FetcherOptions<Names> = {},
): typeof globalThis.fetch {
  const { scope, scheme = 'Bearer' } = options
  const { clock, fetch, network } = { ...pageEnvironment, ...options.environment }
  const checkOrigin = allowOrigins(options.origins, network)
  const credentialsOf = formatCredentials(scheme)
  let reissuesFromMs = 0

  const tokenFor = ({ signal }: Request): Promise<Token> =>
    tokens.getToken(scope, { signal }).catch(error => {
      // Whoever aborts a `fetch` gets his own reason back.
      throw signal?.reason ?? error
    })

  async function sendTwiceAtMost(request: Request, spare: Request | undefined): Promise<Response> {
    const token = await tokenFor(request)
    const first = await sendAuthorized(request, credentialsOf(token), fetch)
    if (!isTokenRefused(first, scheme)) return first
    if (clock.monotonicMs() >= reissuesFromMs) tokens.rejected(token)
    if (!spare) return first
    const successor = await tokenFor(request)
    // What one user began is not sent again in the name of the next.
    if (successor === token || successor.subject !== token.subject) return first
    first.body?.cancel().catch(() => undefined)
    const second = await sendAuthorized(spare, credentialsOf(successor), fetch)
    if (isTokenRefused(second, scheme)) reissuesFromMs = clock.monotonicMs() + REISSUE_PAUSE_MS
    return second
  }

  return async (input, init) => {
    const request = outgoingRequest(input, init, network)
    if (request.headers.has('authorization')) return fetch(request)
    checkOrigin(request.url)
    return sendTwiceAtMost(request, isStream(init?.body) ? undefined : request.clone())
  }
}
