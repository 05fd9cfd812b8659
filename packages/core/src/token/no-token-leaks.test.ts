import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTokenResponse } from './parse-token-response.js'

const randomText = fc
  .uint8Array({ minLength: 24, maxLength: 48 })
  .map(raw => Buffer.from(raw).toString('base64url'))
const envelopeOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64')

/** Answers that are refused, each for another reason, all of them full of the token. */
const refusedAnswers = (token: string): unknown[] => [
  ...[token, `"${token}"`, `Bearer ${token}`, `<p>${token}</p>`, [token], { [token]: token }],
  ...[{ token }, { token: `${token}\u0000` }, { token, exp: token }, { token, exp: 1 }, { token: { token } }],
  ...[
    { access_token: token, token_type: token },
    { access_token: token, token_type: 'Bearer', expires_in: token },
  ],
  ...[
    { access_token: token.repeat(400), token_type: 'Bearer' },
    { access_token: token, token_type: 'Momento' },
  ],
  ...[
    { token: envelopeOf({ api_key: token }) },
    { token: envelopeOf({ api_key: `${token} `, endpoint: token }) },
  ],
  ...[
    { token: envelopeOf({ api_key: token, endpoint: 'a' }), endpoint: token },
    { token, endpoint: `${token} ` },
  ],
  { access_token: token, token_type: 'Bearer', expires_in: 60, granted: { permissions: [{ role: token }] } },
  { access_token: token, token_type: 'Bearer', expires_in: 60, subject: token.repeat(20) },
]

test('no answer that is refused leaves a trace of its token', () => {
  fc.assert(
    fc.property(randomText, token => {
      for (const answer of refusedAnswers(token)) {
        const parsed = parseTokenResponse(answer, { now: 1e12, decodeJwt: quoteAndThrow })
        expect(parsed.ok).toBe(false)
        const said = `${JSON.stringify(parsed)} ${inspect(parsed, { depth: 9, showHidden: true })}`
        for (let start = 0; start + 8 <= token.length; start++)
          expect(said).not.toContain(token.slice(start, start + 8))
      }
    }),
  )
})

function quoteAndThrow(jwt: string): never {
  throw new Error(`Invalid token specified: ${jwt}`)
}
