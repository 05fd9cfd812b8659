import { isOrigin } from '../token/origin.js'

/** From where the endpoint may be called. Origins are compared exactly: scheme, host and port. */
export interface OriginPolicy {
  /** The endpoint's own origin as browsers see it; undefined means the one in the request's URL. */
  readonly publicOrigin: string | undefined
  readonly listed: ReadonlySet<string>
  /** Whether a request with a cookie but without `Origin` and `Sec-Fetch-Site` may pass. */
  readonly allowNativeCookie: boolean
}

/** Reads the options an {@link OriginPolicy} is made of. @throws TypeError naming the origin that is none */
export function originPolicy(options: {
  readonly origins?: readonly string[] | undefined
  readonly publicOrigin?: string | undefined
  readonly allowNativeCookie?: boolean | undefined
}): OriginPolicy {
  const { origins = [], publicOrigin, allowNativeCookie = false } = options
  for (const origin of publicOrigin === undefined ? origins : [...origins, publicOrigin]) {
    if (!isOrigin(origin))
      throw new TypeError(`createTokenEndpoint: not an http(s) origin: ${JSON.stringify(origin)}`)
  }
  return { publicOrigin, listed: new Set(origins), allowNativeCookie }
}

/** The listed origin a request comes from; undefined for every other one, also the endpoint's own. */
export function listedOrigin(headers: Headers, policy: OriginPolicy): string | undefined {
  const origin = headers.get('origin')
  return origin !== null && policy.listed.has(origin) ? origin : undefined
}

/** Whether a request says it comes from the endpoint's own origin. */
export function isOwnOrigin(request: Request, policy: OriginPolicy): boolean {
  return request.headers.get('origin') === (policy.publicOrigin ?? new URL(request.url).origin)
}
