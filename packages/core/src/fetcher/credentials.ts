import type { Token } from '../token/token.js'

/**
 * The value of an `Authorization` header.
 * @throws TypeError for a scheme that could not stand in a header: what platforms throw then quotes the token
 */
export function formatCredentials(scheme = 'Bearer'): (token: Token) => string {
  if (/[^!-~]/.test(scheme)) throw new TypeError('scheme: one word or ""')
  return token => `${scheme} ${token.reveal()}`.trimStart()
}
