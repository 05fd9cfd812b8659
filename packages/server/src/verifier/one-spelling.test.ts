import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localIssuer } from '../issuers/local-issuer.js'
import { generateSigningKey } from '../signing-key/generate-signing-key.js'
import { unwrapCredential } from '../token/momento-envelope.js'
import { createLocalVerifier } from './create-local-verifier.js'

const { privateJwk, publicJwk } = await generateSigningKey()
const place = { issuer: 'https://api.example.com', audience: 'chat', endpoint: 'cell-1.example.com' }
const verifier = createLocalVerifier({ keys: [publicJwk], ...place })
const { token } = await localIssuer({ signingKey: privateJwk, ...place }).issue({
  subject: 'ada',
  authority: 'super-user',
})
const jwt = unwrapCredential(token) ?? ''

test('the token and its envelope pass', async () => {
  expect(await verifier.verify(jwt)).toMatchObject({ ok: true })
  expect(await verifier.verify(token)).toMatchObject({ ok: true })
})

test('no edit passes, but in what an envelope says beside the token', async () => {
  const edit = fc.record({
    from: fc.constantFrom(jwt, token),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.constantFrom(0, 1, 2),
    inserted: fc.constantFrom('', ...'AQgwZaz09-_+/=. \n\0\u00e9'),
  })
  await fc.assert(
    fc.asyncProperty(edit, async ({ from, at, removed, inserted }) => {
      const index = Math.round(at * from.length)
      const edited = from.slice(0, index) + inserted + from.slice(index + removed)
      fc.pre(edited !== from)
      expect((await verifier.verify(edited)).ok).toBe(unwrapCredential(edited) === jwt)
    }),
    { numRuns: 1_000 },
  )
})

test('whatever it is given, it answers', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.base64String()).map(parts => parts.join('.')),
  )
  await fc.assert(
    fc.asyncProperty(text, async credential => {
      expect((await verifier.verify(credential)).ok).toBe(false)
    }),
  )
})
