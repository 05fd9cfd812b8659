import { type ServerClock, systemClock } from '../clock.js'
import type { TokenIssuer } from '../issuers/token-issuer.js'
import type { TokenMetrics } from '../metrics/token-metrics.js'
import type { Authorize } from './authorization.js'
import { type EndpointProblem, logProblem, type OnProblem, reporter } from './endpoint-problem.js'
import { type OriginPolicy, originPolicy } from './origin-policy.js'

/** Options of {@link createTokenEndpoint}. */
export interface TokenEndpointOptions {
  /** Decides who asks and what they get. */
  readonly authorize: Authorize
  /** What mints the tokens. */
  readonly issuer: TokenIssuer
  /** Pages of these other origins may ask too, such as `https://app.example.com`. @default none: same origin only */
  readonly origins?: readonly string[] | undefined
  /** Ends the app's own session, when the client signs out. @default none: sign-out is answered 405 */
  readonly onSignOut?: ((request: Request) => void | Promise<void>) | undefined
  /** The endpoint's own origin as browsers see it. Needed behind a proxy. @default the origin of the request's URL */
  readonly publicOrigin?: string | undefined
  /**
   * Lets a request with a cookie pass without `Origin` and `Sec-Fetch-Site`, as a phone app with a cookie session
   * sends it. Browsers older than those headers then have no defence but the custom header. @default false
   */
  readonly allowNativeCookie?: boolean | undefined
  /** Further request headers that listed origins may send, such as a CSRF token's. @default none */
  readonly allowHeaders?: readonly string[] | undefined
  /** Counts what was answered. @default none */
  readonly metrics?: TokenMetrics | undefined
  /** Told about our own failures, with their cause. @default writes their name to the console */
  readonly onProblem?: OnProblem | undefined
  /** @default the machine's clock */
  readonly clock?: ServerClock | undefined
}

/** The options, checked and with their defaults. */
export interface Settings {
  readonly authorize: Authorize
  readonly issuer: TokenIssuer
  readonly onSignOut: ((request: Request) => void | Promise<void>) | undefined
  readonly origins: OriginPolicy
  readonly allowHeaders: readonly string[]
  readonly metrics: TokenMetrics | undefined
  readonly report: (problem: EndpointProblem) => void
  readonly clock: ServerClock
}

/** @throws TypeError naming the option that is wrong */
export function readSettings(options: TokenEndpointOptions): Settings {
  const { authorize, issuer, onSignOut, metrics, clock = systemClock, onProblem = logProblem } = options
  if (typeof authorize !== 'function')
    throw new TypeError('createTokenEndpoint: authorize must be a function')
  if (typeof issuer?.issue !== 'function')
    throw new TypeError('createTokenEndpoint: issuer must have issue()')
  const allowHeaders = [...(options.allowHeaders ?? [])]
  const notAName = allowHeaders.find(name => !/^[A-Za-z0-9-]+$/.test(name))
  if (notAName !== undefined) {
    throw new TypeError(`createTokenEndpoint: not a header's name: ${JSON.stringify(notAName)}`)
  }
  const origins = originPolicy(options)
  return { authorize, issuer, onSignOut, origins, allowHeaders, metrics, report: reporter(onProblem), clock }
}
