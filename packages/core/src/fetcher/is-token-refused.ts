import { parseChallenges } from './parse-challenges.js'

/**
 * What a 401 may say that another token of the same kind does not help against: `invalid_request`, `insufficient_scope`
 * (RFC 6750 section 3.1), `insufficient_user_authentication` (RFC 9470).
 */
const OTHER_CAUSE = /^(invalid_request$|insufficient_)/

/**
 * Whether an answer says that the token was not good enough: a 401 that names no other cause. Across origins the
 * challenge is mostly hidden (`WWW-Authenticate` must be exposed), and many services send none. One that asks for other
 * schemes only does not take tokens of ours at all.
 */
export function isTokenRefused({ status, headers }: Response, scheme: string): boolean {
  if (status !== 401) return false
  const challenges = parseChallenges(headers.get('www-authenticate') ?? '')
  const ours = challenges.filter(challenge => !scheme || challenge.scheme === scheme.toLowerCase())
  return ours.length > 0 ? ours.every(({ error }) => !OTHER_CAUSE.test(error)) : challenges.length === 0
}
