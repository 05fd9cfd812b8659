/** Where calls may go, as the app set it up. */
export interface EndpointSettings {
  /** Used whatever tokens say. */
  readonly endpoint: string | undefined
  /** Endpoints that tokens may name beside Momento's own. */
  readonly endpoints: readonly string[]
}

/**
 * The origin to call, or undefined where nothing may be sent. The endpoint set by the app wins. Else the token's own
 * is used if it is Momento's, or listed, or a service on this very machine while the page is served from it too (or
 * there is no page). Tokens come from outside: whatever is not spelled as these are is refused, not repaired.
 * @param named what the token names: a bare host name or a full origin
 * @param pageOrigin undefined outside a page
 */
export function resolveEndpoint(
  { endpoint, endpoints }: EndpointSettings,
  named: string | undefined,
  pageOrigin: string | undefined,
): string | undefined {
  if (endpoint !== undefined) return originOf(endpoint)
  if (named === undefined) return undefined
  const isTrusted =
    MOMENTO.test(named) ||
    endpoints.includes(named) ||
    (LOOPBACK.test(named) && (pageOrigin === undefined || LOOPBACK.test(pageOrigin)))
  return isTrusted ? originOf(named) : undefined
}

/** @throws TypeError when an app's own setting is neither a bare host name nor a full origin */
export function checkEndpoint(endpoint: string): void {
  if (ENDPOINT.test(endpoint)) return
  throw new TypeError(
    'endpoint: a host name such as cell-1.prod.a.momentohq.com, or an origin such as http://127.0.0.1:8080',
  )
}

const MOMENTO = /^(https:\/\/)?([a-z\d-]+\.)+momentohq\.com$/
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/
const ENDPOINT = /^(https?:\/\/([a-z\d.-]+|\[[a-f\d:]+\])(:\d{1,5})?|[a-z\d.-]+)$/

/** A bare host name is the cell's; its HTTP API is at `api.cache.` of it (Momento, "Regions"). */
function originOf(endpoint: string): string {
  return endpoint.includes('://') ? endpoint : `https://api.cache.${endpoint}`
}
