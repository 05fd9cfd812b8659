import { randomBytes } from 'node:crypto'
import type { Account } from './account.js'

/** Who is logged in, by the cookie that says so. */
export interface Logins {
  /** Logs somebody in, in place of whoever the cookie stood for, and gives the `set-cookie` that remembers it. */
  start(request: Request, account: Account): string
  /** Whose request it is; undefined for a stranger and for a cookie that is no longer good alike. */
  find(request: Request): Login | undefined
  /** Logs out, and gives the `set-cookie` that forgets it. */
  end(request: Request): string
}

/** One login. `label` tells logins apart without being the secret. */
export interface Login {
  readonly account: Account
  readonly label: string
}

const maxLogins = 1000
const maxAgeSec = 86_400

/**
 * Keeps logins in memory under random names. Cookies ignore ports, so `cookieName` must differ between two demos on
 * one machine. No `Secure`: the demo is plain HTTP on the loopback address; anywhere else it is needed.
 */
export function createLogins(cookieName: string): Logins {
  const logins = new Map<string, Login>()
  const setCookie = (id: string, ageSec: number) =>
    `${cookieName}=${id}; Path=/; Max-Age=${ageSec}; HttpOnly; SameSite=Strict`
  return {
    start(request, account) {
      logins.delete(cookieValue(request, cookieName))
      dropOldest(logins)
      const id = randomBytes(32).toString('base64url')
      logins.set(id, { account, label: randomBytes(6).toString('hex') })
      return setCookie(id, maxAgeSec)
    },
    find: request => logins.get(cookieValue(request, cookieName)),
    end(request) {
      logins.delete(cookieValue(request, cookieName))
      return setCookie('', 0)
    },
  }
}

function dropOldest(logins: Map<string, Login>): void {
  const [oldest] = logins.keys()
  if (logins.size >= maxLogins && oldest !== undefined) logins.delete(oldest)
}

function cookieValue(request: Request, name: string): string {
  const pairs = request.headers.get('cookie')?.split('; ') ?? []
  return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}
