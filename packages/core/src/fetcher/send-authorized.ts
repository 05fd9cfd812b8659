import type { FetcherEnvironment } from '../environment/fetcher-environment.js'
import { SessionError } from '../errors/session-error.js'

/**
 * Sends a request, and follows no redirect: its target may be anywhere, and browsers do not tell. It ends as an error
 * of ours: what `redirect: 'error'` gives looks like a broken network, on which clients try again.
 * @throws SessionError endpoint-not-allowed for a redirect, unless the caller wants to see to it
 */
export async function sendAuthorized(
  request: Request,
  credentials: string,
  fetch: FetcherEnvironment['fetch'],
): Promise<Response> {
  const { headers, redirect, referrer, referrerPolicy } = request
  headers.set('authorization', credentials)
  if (redirect && redirect !== 'follow') return fetch(request)
  // Whatever is changed in a request, its referrer is reset unless it is said again.
  const response = await fetch(request, { redirect: 'manual', referrer, referrerPolicy })
  if (isRedirect(response)) throw new SessionError({ code: 'endpoint-not-allowed' })
  return response
}

/** Browsers show an empty answer in its place, other platforms the answer itself. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || /30[12378]/.test(`${status}`)
}
