import { expect, test } from 'vitest'
import { generateSigningKey } from './generate-signing-key.js'
import { parsePrivateSigningKey, parsePublicSigningKey, publicSigningKey } from './signing-key.js'

const { privateJwk, publicJwk } = await generateSigningKey()

test('a generated key is an Ed25519 JWK named by its thumbprint, and its public half holds no secret', async () => {
  expect(privateJwk).toMatchObject({
    kty: 'OKP',
    crv: 'Ed25519',
    alg: 'EdDSA',
    kid: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect(Object.keys(publicJwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'x'])
  expect(publicSigningKey(privateJwk)).toEqual(publicJwk)
  expect((await generateSigningKey()).publicJwk.kid).not.toBe(publicJwk.kid)
})

test('a key survives a file', () => {
  expect(parsePrivateSigningKey(JSON.parse(JSON.stringify(privateJwk)))).toEqual({
    ok: true,
    value: privateJwk,
  })
  expect(parsePublicSigningKey(JSON.parse(JSON.stringify(publicJwk)))).toEqual({ ok: true, value: publicJwk })
})

test('other members are dropped', () => {
  expect(parsePublicSigningKey({ ...publicJwk, key_ops: ['verify'], jku: 'https://x' })).toEqual({
    ok: true,
    value: publicJwk,
  })
})

test.each<[string, unknown]>([
  ['not-an-object', null],
  ['not-an-object', 'key'],
  ['not-an-object', [privateJwk]],
  ['not-ed25519', {}],
  ['not-ed25519', { ...privateJwk, kty: 'EC', crv: 'P-256' }],
  ['not-ed25519', { ...privateJwk, crv: 'X25519' }],
  ['not-ed25519', { ...privateJwk, kty: 'oct', k: 'c2VjcmV0' }],
  ['alg-not-eddsa', { ...privateJwk, alg: undefined }],
  ['alg-not-eddsa', { ...privateJwk, alg: 'HS256' }],
  ['kid-missing', { ...privateJwk, kid: undefined }],
  ['kid-missing', { ...privateJwk, kid: '' }],
  ['x-invalid', { ...privateJwk, x: `${privateJwk.x}=` }],
  ['x-invalid', { ...privateJwk, x: 'AAAA' }],
  ['d-invalid', { ...privateJwk, d: undefined }],
  ['d-invalid', { ...privateJwk, d: 7 }],
])('a private key is refused: %s', (problem, value) => {
  expect(parsePrivateSigningKey(value)).toEqual({ ok: false, problem })
})

test('a private key is refused where a public one is wanted', () => {
  expect(parsePublicSigningKey(privateJwk)).toEqual({ ok: false, problem: 'private-key-given' })
})
