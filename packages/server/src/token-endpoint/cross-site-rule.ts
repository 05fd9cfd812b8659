import { isOwnOrigin, listedOrigin, type OriginPolicy } from './origin-policy.js'

/** Why a request is refused before anybody looks at its cookie. */
export type CrossSiteRefusal =
  | 'the header hallpass-client: 1 is missing'
  | 'a page may not navigate here'
  | 'the site is not allowed'
  | 'the origin is not allowed'
  | 'a cookie needs an origin'

/**
 * Whether a request could have been made by a foreign page riding on the user's cookie; undefined when not. It needs
 * nothing but headers that a page cannot set (Fetch, "forbidden request-header") or cannot set without a preflight:
 * the custom header (OAuth 2.0 for Browser-Based Applications, section 6.1.3.3), `Sec-Fetch-*`, then `Origin`.
 */
export function crossSiteRefusal(request: Request, policy: OriginPolicy): CrossSiteRefusal | undefined {
  const { headers } = request
  if (headers.get('hallpass-client') !== '1') return 'the header hallpass-client: 1 is missing'
  if (isNavigation(headers)) return 'a page may not navigate here'
  if (!isSiteAllowed(headers, policy)) return 'the site is not allowed'
  if (!isOriginAllowed(request, policy)) return 'the origin is not allowed'
  return isUnattributedCookie(headers, policy) ? 'a cookie needs an origin' : undefined
}

/** Only `fetch` may ask: `cors` and `same-origin` are its modes that can carry our header, `empty` its destination. */
function isNavigation(headers: Headers): boolean {
  const mode = headers.get('sec-fetch-mode') ?? 'cors'
  const destination = headers.get('sec-fetch-dest') ?? 'empty'
  return (mode !== 'cors' && mode !== 'same-origin') || destination !== 'empty'
}

/** Every site but the endpoint's own origin is foreign, sibling subdomains too, unless its origin is listed. */
function isSiteAllowed(headers: Headers, policy: OriginPolicy): boolean {
  const site = headers.get('sec-fetch-site')
  switch (site) {
    case null:
    case 'same-origin':
      return true
    case 'same-site':
    case 'cross-site':
    case 'none':
      return listedOrigin(headers, policy) !== undefined
    default:
      return false
  }
}

function isOriginAllowed(request: Request, policy: OriginPolicy): boolean {
  const isAbsent = !request.headers.has('origin')
  return isAbsent || isOwnOrigin(request, policy) || listedOrigin(request.headers, policy) !== undefined
}

/** Apps and scripts send neither header; they authenticate by a bearer of their own, so a cookie there is odd. */
function isUnattributedCookie(headers: Headers, policy: OriginPolicy): boolean {
  const isAttributed = headers.has('origin') || headers.has('sec-fetch-site')
  return !isAttributed && headers.has('cookie') && !policy.allowNativeCookie
}
