import { sampleLifetimeSec, sampleToken } from '../sample-token.js'

/** Where each client asks for its token, and the whole answer it understands. */
export function tokenAnswers(origin: string): Readonly<Record<string, (number: number) => object>> {
  const answer = (number: number) => ({
    ...{ access_token: `${number}-${sampleToken}`, token_type: 'Bearer', expires_in: sampleLifetimeSec },
  })
  const refreshed = (number: number) => ({ ...answer(number), refresh_token: `refresh-${number}` })
  return {
    '/hallpass/token': answer,
    '/supabase/token': number => ({ ...refreshed(number), user: { id: 'ada' } }),
    '/oauth/token': number => ({ ...refreshed(number), id_token: identityToken(origin) }),
    '/oidc/token': refreshed,
  }
}

/** What an identity provider says of the user. Its signature is none: no client here checks it. */
function identityToken(origin: string): string {
  const iat = Math.floor(Date.now() / 1000)
  const claims = { iss: `${origin}/`, aud: 'benchmark', sub: 'ada', iat, exp: iat + sampleLifetimeSec }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.none`
}
