import { expect, it } from 'vitest'
import { isTokenRefused } from './is-token-refused.js'

const withChallenge = (status: number, challenge?: string): Response =>
  new Response(null, { status, headers: challenge === undefined ? {} : { 'www-authenticate': challenge } })

it.each<[string | undefined]>([
  [undefined],
  [''],
  ['Bearer'],
  ['bearer realm="api"'],
  ['Bearer error="invalid_token", error_description="The access token expired"'],
  ['Bearer error="a_code_of_its_own"'],
  ['Basic realm="x", Bearer error="invalid_token"'],
  ['DPoP error="insufficient_scope", Bearer'],
])('a 401 with the challenge %s refuses the token', challenge => {
  expect(isTokenRefused(withChallenge(401, challenge), 'Bearer')).toBe(true)
})

it.each<[string]>([
  ['Bearer error="insufficient_scope", scope="admin"'],
  ['Bearer error="invalid_request"'],
  ['Bearer error="insufficient_user_authentication", acr_values="otp"'],
  ['Bearer realm="a", Bearer error="insufficient_scope"'],
  ['Basic realm="x"'],
  ['DPoP error="use_dpop_nonce"'],
])('a 401 with the challenge %s says another cause', challenge => {
  expect(isTokenRefused(withChallenge(401, challenge), 'Bearer')).toBe(false)
})

it.each([200, 400, 403, 407, 419, 500])('%i does not refuse the token, whatever it says', status => {
  expect(isTokenRefused(withChallenge(status, 'Bearer error="invalid_token"'), 'Bearer')).toBe(false)
})

it.each<[string, string | undefined, boolean]>([
  ['JWT', 'jwt realm="api"', true],
  ['JWT', 'Bearer error="invalid_token"', false],
  ['', undefined, true],
  ['', 'Anything', true],
  ['', 'Anything error="insufficient_scope"', false],
])('where tokens travel as "%s", the challenge %s refuses them: %s', (scheme, challenge, isRefused) => {
  expect(isTokenRefused(withChallenge(401, challenge), scheme)).toBe(isRefused)
})
