import { attempt } from '../bytes/attempt.js'
import type { Network } from '../environment/network.js'
import { SessionError } from '../errors/session-error.js'

/**
 * Lets pass what lies in one of `origins`, by default the page's own. Where there is neither, that is said at the first
 * call and not before: modules that make fetchers are also loaded on servers.
 * @returns what throws a SessionError endpoint-not-allowed for every other absolute URL
 * @throws TypeError for an entry that is no origin
 */
export function allowOrigins(
  origins: readonly string[] | undefined,
  network: Pick<Network, 'origin'>,
): (url: string) => void {
  const listed = origins?.map(parseOrigin)
  return url => {
    const allowed = listed ?? [parseOrigin(network.origin)]
    // For every parser an absolute URL goes to the origin that stands before its first single slash: user names, other
    // ports, longer hosts and backslashes would stand before it, too.
    if (allowed.some(origin => `${url}/`.startsWith(`${origin}/`))) return
    throw new SessionError({ code: 'endpoint-not-allowed' })
  }
}

/**
 * As `fetch` reads it, a `<base>` included, which only `Request` tells; outside a page against the origin alone.
 * @throws TypeError for what is no URL
 */
export function absoluteUrl(written: string | URL, { origin }: Pick<Network, 'origin'>): string {
  return attempt(() => new Request(written).url) ?? new URL(written, origin).href
}

/** Scheme, host and perhaps a port. A wildcard would match nothing, and a path would restrict nothing. */
const ORIGIN = /^https?:\/\/[^\s/?#@*\\]+$/i

function parseOrigin(text = ''): string {
  if (!ORIGIN.test(text)) throw new TypeError(`origins: "${text}" is none, "https://api.example" is`)
  // Some platforms have a URL that cannot tell.
  return attempt(() => new URL(text).origin) ?? text
}
