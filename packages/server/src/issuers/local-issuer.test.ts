import { defineScope } from '@hallpass/core/scope'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateSigningKey } from '../signing-key/generate-signing-key.js'
import { createLocalVerifier } from '../verifier/create-local-verifier.js'
import { type LocalIssuerOptions, localIssuer } from './local-issuer.js'
import type { TokenOrder } from './token-issuer.js'

const { privateJwk, publicJwk } = await generateSigningKey()
const scope = defineScope({
  permissions: [
    { role: 'readwrite', cache: 'profiles', item: { keyPrefix: 'ada:' } },
    { role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } },
  ],
})
const now = 1_700_000_000_900
const options: LocalIssuerOptions = {
  signingKey: privateJwk,
  issuer: 'https://api.example.com',
  audience: 'chat',
  endpoint: 'http://127.0.0.1:7777',
  clock: { now: () => now },
}
const order: TokenOrder = { subject: 'ada', authority: scope }

function jwtPart(token: string, index: number): Record<string, unknown> {
  const jwt: string = JSON.parse(atob(token)).api_key
  return JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString())
}

describe('a token', () => {
  test('is the envelope official clients read: standard base64, padded, endpoint first', async () => {
    const { token, tokenType, endpoint } = await localIssuer(options).issue(order)
    expect(tokenType).toBe('Momento')
    expect(endpoint).toBe('http://127.0.0.1:7777')
    expect(Buffer.from(token, 'base64').toString('base64')).toBe(token)
    expect(atob(token)).toMatch(
      /^\{"endpoint":"http:\/\/127\.0\.0\.1:7777","api_key":"[\w-]+\.[\w-]+\.[\w-]+"\}$/,
    )
  })

  test('has exactly these claims and this header', async () => {
    const { token } = await localIssuer(options).issue({
      ...order,
      tokenId: 'tab-1',
      session: 'login-1',
      lifetimeMs: 60_000,
    })
    expect(jwtPart(token, 0)).toEqual({ alg: 'EdDSA', kid: privateJwk.kid, typ: 'at+jwt' })
    expect(jwtPart(token, 1)).toEqual({
      iss: 'https://api.example.com',
      aud: 'chat',
      sub: 'ada',
      jti: expect.stringMatching(/^[\w-]{22}$/),
      iat: 1_700_000_000,
      exp: 1_700_000_060,
      id: 'tab-1',
      sid: 'login-1',
      permissions: scope.permissions,
    })
  })

  test('leaves out what was not given, and says super-user in one word', async () => {
    const claims = jwtPart(
      (await localIssuer(options).issue({ subject: 'cli', authority: 'super-user' })).token,
      1,
    )
    expect(Object.keys(claims)).toEqual(['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'permissions'])
    expect(claims.permissions).toBe('super-user')
  })

  test('has a name of its own', async () => {
    const issuer = localIssuer(options)
    const tokens = await Promise.all(Array.from({ length: 50 }, () => issuer.issue(order)))
    expect(new Set(tokens.map(({ token }) => jwtPart(token, 1).jti)).size).toBe(50)
  })

  test('never lives longer than was ordered, whatever the clock and the order', async () => {
    const instant = fc.integer({ min: 0, max: 4_000_000_000_000 })
    const life = fc.integer({ min: 2_000, max: 3_600_000 })
    await fc.assert(
      fc.asyncProperty(instant, life, async (at, lifetimeMs) => {
        const { issuedAt, expiresAt } = await localIssuer({ ...options, clock: { now: () => at } }).issue({
          ...order,
          lifetimeMs,
        })
        expect(issuedAt).toBeLessThanOrEqual(at)
        expect(expiresAt).toBeLessThanOrEqual(at + lifetimeMs)
        expect(Math.floor((expiresAt - at) / 1000)).toBeGreaterThanOrEqual(
          Math.max(1, Math.floor(lifetimeMs / 1000) - 1),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('is taken by the verifier and says the same there', async () => {
    const { token, expiresAt } = await localIssuer(options).issue({ ...order, session: 'login-1' })
    const verifier = createLocalVerifier({ keys: [publicJwk], ...options })
    const verified = await verifier.verify(token)
    expect(verified).toMatchObject({ ok: true, value: { subject: 'ada', session: 'login-1', expiresAt } })
    expect(verified.ok && verified.value.authority !== 'super-user' && verified.value.authority.key).toBe(
      scope.key,
    )
  })
})

describe('the longest life', () => {
  test('is one hour unless configured', async () => {
    const { issuedAt, expiresAt } = await localIssuer(options).issue(order)
    expect(expiresAt - issuedAt).toBe(3_600_000)
    await expect(localIssuer(options).issue({ ...order, lifetimeMs: 3_600_001 })).rejects.toMatchObject({
      code: 'lifetime-out-of-range',
    })
  })

  test('is what is configured', async () => {
    const issuer = localIssuer({ ...options, maxLifetimeMs: 86_400_000 })
    expect((await issuer.issue({ ...order, lifetimeMs: 86_400_000 })).expiresAt).toBe(1_700_086_400_000)
    await expect(issuer.issue({ ...order, lifetimeMs: 86_400_001 })).rejects.toThrow()
  })
})

describe('an order is refused by code', () => {
  const wide = defineScope({
    permissions: Array.from(
      { length: 10 },
      (_, i) => ({ role: 'readonly', cache: 'c', item: `${i}`.repeat(900) }) as const,
    ),
  })
  test.each<[string, Partial<TokenOrder>, string]>([
    ['under two seconds', { lifetimeMs: 1_999 }, 'lifetime-out-of-range'],
    ['no number', { lifetimeMs: Number.NaN }, 'lifetime-out-of-range'],
    ['for ever', { lifetimeMs: Number.POSITIVE_INFINITY }, 'lifetime-out-of-range'],
    ['subject empty', { subject: '' }, 'subject-invalid'],
    ['subject too long', { subject: 'a'.repeat(257) }, 'subject-invalid'],
    ['subject reversed', { subject: 'ada\u202Enimda' }, 'subject-invalid'],
    ['subject with a line end', { subject: 'ada\n' }, 'subject-invalid'],
    ['subject half a character', { subject: '\ud800' }, 'subject-invalid'],
    ['token id too long', { tokenId: 'a'.repeat(65) }, 'token-id-invalid'],
    ['token id empty', { tokenId: '' }, 'token-id-invalid'],
    ['session empty', { session: '' }, 'session-invalid'],
    ['more permissions than a header holds', { authority: wide }, 'token-too-large'],
  ])('%s', async (_name, part, code) => {
    await expect(localIssuer(options).issue({ ...order, ...part })).rejects.toMatchObject({
      name: 'ServerError',
      code,
    })
  })
})

test.each<[string, object]>([
  ['signingKey', { signingKey: publicJwk }],
  ['signingKey', { signingKey: { ...privateJwk, kid: undefined } }],
  ['issuer', { issuer: '' }],
  ['audience', { audience: 7 }],
  ['endpoint', { endpoint: 'http://127.0.0.1:7777/' }],
  ['endpoint', { endpoint: 'https://cell-1.example.com/path' }],
  ['endpoint', { endpoint: 'ftp://cell-1.example.com' }],
  ['endpoint', { endpoint: 'Cell-1.example.com' }],
  ['endpoint', { endpoint: 'cell-1.example.com:443' }],
  ['endpoint', { endpoint: '' }],
  ['maxLifetimeMs', { maxLifetimeMs: 1_999 }],
  ['maxLifetimeMs', { maxLifetimeMs: Number.POSITIVE_INFINITY }],
])('a wrong %s is a TypeError at construction', (option, part) => {
  expect(() => localIssuer({ ...options, ...part })).toThrow(new RegExp(`^localIssuer: ${option}`))
})
