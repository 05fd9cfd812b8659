import { describe, expect, test } from 'vitest'
import { defineScope } from '../scope/index.js'
import { momentoKeyFrom } from './momento-envelope.js'
import { parseTokenResponse, type TokenGrant, type TokenResponseContext } from './parse-token-response.js'
import type { TokenProblem } from './token-problem.js'

const NOW = Date.UTC(2026, 10, 21, 22, 33, 44)
const NOW_SEC = NOW / 1000
const ENDPOINT = 'cell-1.example'

const bearer = { access_token: 'abc', token_type: 'Bearer', expires_in: 60 }
const jwtOf = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
const envelopeOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64')
const liveKey = jwtOf({ exp: NOW_SEC + 600 })
const liveEnvelope = envelopeOf({ endpoint: ENDPOINT, api_key: liveKey })

function decodeJwt(jwt: string): unknown {
  const [, payload, ...rest] = jwt.split('.')
  if (rest.length !== 1) throw new Error(`not a JWT: ${jwt}`)
  return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())
}

function parse(answer: unknown, context: Partial<TokenResponseContext> = {}) {
  return parseTokenResponse(answer, { now: NOW, decodeJwt, ...context })
}

function grantOf(answer: unknown, context: Partial<TokenResponseContext> = {}): TokenGrant {
  const parsed = parse(answer, context)
  if (!parsed.ok) throw new Error(`refused: ${parsed.problem.code}`)
  return parsed.value
}

describe('the code says what is wrong', () => {
  const refused: [why: string, answer: unknown, code: TokenProblem['code']][] = [
    ['nothing', undefined, 'not-an-object'],
    ['an array', ['abc'], 'not-an-object'],
    ['an error of OAuth', { error: 'invalid_scope' }, 'no-token'],
    ['a token under no name', { '': 'abc' }, 'no-token'],
    ['white space', ' \n', 'no-token'],
    ['a token that is inherited', Object.create(bearer), 'no-token'],
    [
      'a token behind a getter',
      Object.defineProperty({ ...bearer }, 'access_token', { get: () => 'abc' }),
      'no-token',
    ],
    ['a token in an array', { ...bearer, access_token: ['abc'] }, 'bad-token'],
    ['a token in a long list', { ...bearer, access_token: Array(9_000).fill('abc') }, 'bad-token'],
    ['a newline behind a version 1 token', { ...bearer, access_token: 'abc\n' }, 'bad-token'],
    ['a sign-in page', '<!doctype html>', 'bad-token'],
    ['a Momento token that is none', { ...bearer, token_type: 'Momento' }, 'bad-token'],
    ['8193 characters', { ...bearer, access_token: 'a'.repeat(8193) }, 'token-too-large'],
    ['no type', { access_token: 'abc', expires_in: 60 }, 'unsupported-token-type'],
    ['an empty type', { ...bearer, token_type: '' }, 'unsupported-token-type'],
    ['a type that ends like one', { ...bearer, token_type: 'forbearer' }, 'unsupported-token-type'],
    ['a type that begins like one', { ...bearer, token_type: 'bearers' }, 'unsupported-token-type'],
    ['a type that ends like the other', { ...bearer, token_type: 'amomento' }, 'unsupported-token-type'],
    ['a type that begins like the other', { ...bearer, token_type: 'momento2' }, 'unsupported-token-type'],
    ['opaque text', 'abc', 'no-expiry'],
    ['a JWT without end', jwtOf({ iat: NOW_SEC }), 'no-expiry'],
    ['a number in quotes', { ...bearer, expires_in: '60' }, 'bad-expiry'],
    ['zero in version 1', { ...bearer, expires_in: 0 }, 'bad-expiry'],
    ['less than a second', { ...bearer, expires_in: 0.9 }, 'bad-expiry'],
    ['more seconds than can be counted', { ...bearer, expires_in: 1e308 }, 'bad-expiry'],
    ['the first that cannot be counted', { ...bearer, expires_in: 9e12 }, 'bad-expiry'],
    ['no number', { ...bearer, expires_in: Number.NaN }, 'bad-expiry'],
    ['null in version 1', { ...bearer, expires_in: null }, 'bad-expiry'],
    ['an end before 1970', { token: liveEnvelope, exp: -1 }, 'bad-expiry'],
    ['an end in words', { token: liveEnvelope, expiresAt: 'tomorrow' }, 'bad-expiry'],
    ['an end that is only there', { token: liveEnvelope, expiresAt: true }, 'bad-expiry'],
    ['an end that says nothing', { token: liveEnvelope, expiresAt: {} }, 'bad-expiry'],
    [
      'an end within ends',
      { token: liveEnvelope, expiresAt: { validUntil: { validUntil: 1 } } },
      'bad-expiry',
    ],
    ['an end just now', { token: 'abc', exp: NOW_SEC }, 'expired'],
    ['an end in 1973, in milliseconds', { token: 'abc', exp: 1e11 }, 'expired'],
    ['a JWT that has ended', jwtOf({ exp: NOW_SEC - 1, iat: NOW_SEC - 3600 }), 'expired'],
    ['a JWT issued after its end', { ...bearer, access_token: jwtOf({ exp: 1000, iat: 2000 }) }, 'expired'],
    ['an envelope without endpoint', { token: envelopeOf({ api_key: liveKey }) }, 'bad-envelope'],
    [
      'a key with a line break',
      { token: envelopeOf({ endpoint: ENDPOINT, api_key: 'a\r\nb' }) },
      'bad-envelope',
    ],
    [
      'an endpoint with a space',
      { token: envelopeOf({ endpoint: 'a b', api_key: liveKey }) },
      'bad-envelope',
    ],
    ['an endpoint that is no text', { ...bearer, endpoint: {} }, 'bad-endpoint'],
    ['another endpoint', { token: liveEnvelope, endpoint: 'evil.example' }, 'endpoint-mismatch'],
    ['a grant that is no scope', { ...bearer, granted: { permissions: [] } }, 'bad-scope'],
    ['a subject that is no text', { ...bearer, subject: 7 }, 'bad-subject'],
    ['an endless subject', { ...bearer, subject: 'a'.repeat(257) }, 'bad-subject'],
  ]

  test.each(refused)('%s', (_, answer, code) => {
    expect(parse(answer)).toEqual({ ok: false, problem: { code } })
  })
})

describe('version 1', () => {
  test('all that it may say is read, and seconds become milliseconds', () => {
    const granted = { permissions: [{ role: 'readonly', cache: 'c' }] }
    const says = { granted, subject: 'ada', issued_at: NOW_SEC, renew_after: 30, endpoint: ENDPOINT }
    expect(grantOf({ ...bearer, ...says })).toEqual({
      ...{
        secret: 'abc',
        lifetimeMs: 60_000,
        subject: 'ada',
        issuedAt: NOW,
        renewAfterMs: 30_000,
        endpoint: ENDPOINT,
      },
      granted: defineScope({ permissions: [{ role: 'readonly', cache: 'c' }] }),
    })
  })

  test('what it does not say is not there, also where it says null', () => {
    const silent = { granted: null, subject: null, issued_at: null, renew_after: null, endpoint: null }
    expect(Object.keys(grantOf({ ...bearer, ...silent })).sort()).toEqual(['lifetimeMs', 'secret'])
  })

  test('a bearer token is opaque, even if it looks like an envelope', () => {
    for (const token of [liveEnvelope, envelopeOf({ a: 1 }), 'a.b'])
      expect(grantOf({ ...bearer, access_token: token, endpoint: 'other.example' }).secret).toBe(token)
  })

  test('8192 characters are a token', () => {
    expect(grantOf({ ...bearer, access_token: 'a'.repeat(8192) }).secret).toHaveLength(8192)
  })

  test('members of Object.prototype are nothing to it', () => {
    const answer = JSON.parse(
      '{ "__proto__": { "subject": "eve" }, "constructor": 1, "access_token": "abc", "token_type": "bearer", "expires_in": 60 }',
    )
    expect(grantOf(answer)).toEqual({ secret: 'abc', lifetimeMs: 60_000 })
  })
})

describe('what is granted', () => {
  const asked = defineScope({ permissions: [{ role: 'readwrite', cache: 'c' }] })
  const grantedOf = (permission: unknown) => ({ ...bearer, granted: { permissions: [permission] } })

  test('is what was asked for if the answer does not say', () => {
    expect(grantOf(bearer, { asked }).granted).toBe(asked)
  })

  test('may be less than was asked for', () => {
    expect(grantOf(grantedOf({ role: 'readonly', cache: 'c' }), { asked }).granted?.key).toBe('readonly:c/*')
  })

  test('may not be more than was asked for', () => {
    const parsed = parse(grantedOf({ role: 'readonly', cache: '*' }), { asked })
    expect(parsed).toEqual({ ok: false, problem: { code: 'scope-exceeded' } })
  })

  test('may be anything where nothing was asked for', () => {
    expect(grantOf(grantedOf({ role: 'readonly', cache: '*' })).granted?.key).toBe('readonly:*/*')
  })
})

describe('how long it lives', () => {
  const hour = { exp: NOW_SEC + 3600, iat: NOW_SEC }
  const longAgo = { exp: NOW_SEC - 7200 + 3600, iat: NOW_SEC - 7200 }
  const cases: [why: string, answer: unknown, lifetimeMs: number][] = [
    ['the answer says less than the JWT', { ...bearer, access_token: jwtOf(hour) }, 60_000],
    [
      'the JWT says less than the answer',
      { ...bearer, access_token: jwtOf(hour), expires_in: 9999 },
      3_600_000,
    ],
    [
      'a JWT without iat says less by the clock',
      { ...bearer, access_token: jwtOf({ exp: NOW_SEC + 30 }) },
      30_000,
    ],
    ['the clock is two hours ahead of the backend', { ...bearer, access_token: jwtOf(longAgo) }, 60_000],
    [
      'only the JWT says it, and part of its life is over',
      jwtOf({ ...hour, exp: NOW_SEC + 5, iat: NOW_SEC - 9 }),
      5000,
    ],
    [
      'only the JWT says it, and the clock is behind',
      jwtOf({ exp: NOW_SEC + 9000, iat: NOW_SEC + 8000 }),
      1_000_000,
    ],
    [
      'claims that are no times say nothing',
      { ...bearer, access_token: jwtOf({ exp: '1', iat: {} }) },
      60_000,
    ],
    ['never by null', { token: 'abc', expiresAt: null }, Number.POSITIVE_INFINITY],
    ['never by zero', { api_key: 'abc', endpoint: ENDPOINT, valid_until: 0 }, Number.POSITIVE_INFINITY],
    [
      'never by Infinity',
      { authToken: 'abc', expiresAt: Number.POSITIVE_INFINITY },
      Number.POSITIVE_INFINITY,
    ],
    ['never by an object', { authToken: 'abc', expiresAt: { _doesExpire: false } }, Number.POSITIVE_INFINITY],
    ['never, but the JWT ends', { token: liveEnvelope, exp: null }, 600_000],
    ['seconds to go in a foreign answer', { token: 'abc', expires_in: 90 }, 90_000],
    ['the earliest of several', { token: liveEnvelope, exp: NOW_SEC + 90, expiresAt: NOW_SEC + 80 }, 80_000],
    ['one second', { ...bearer, expires_in: 1 }, 1000],
    ['what other endpoints call an end says nothing in version 1', { ...bearer, exp: NOW_SEC + 5 }, 60_000],
    ['an instant with a fraction', { token: 'abc', exp: NOW_SEC + 1.5 }, 1500],
  ]

  test.each(cases)('%s', (_, answer, lifetimeMs) => {
    expect(grantOf(answer).lifetimeMs).toBe(lifetimeMs)
  })
})

describe('Momento tokens', () => {
  test.each([
    ['as it should be', liveEnvelope],
    ['without padding', liveEnvelope.replaceAll('=', '')],
    ['in the url-safe alphabet', Buffer.from(liveEnvelope, 'base64').toString('base64url')],
    ['with a newline', `${liveEnvelope}\r\n`],
  ])('an envelope %s is handed out as the official clients take it', (_, token) => {
    expect(grantOf({ authToken: token })).toMatchObject({ secret: liveEnvelope, endpoint: ENDPOINT })
    expect(grantOf(token)).toMatchObject({ secret: liveEnvelope, endpoint: ENDPOINT })
  })

  test('an envelope keeps what else is in it', () => {
    const token = envelopeOf({ endpoint: ENDPOINT, api_key: liveKey, note: 'é>>>???' })
    expect(grantOf({ token: token.replaceAll('+', '-').replaceAll('/', '_') }).secret).toBe(token)
  })

  test('an answer may repeat the endpoint of the envelope', () => {
    expect(grantOf({ authToken: liveEnvelope, endpoint: ENDPOINT }).secret).toBe(liveEnvelope)
  })

  test.each([
    ['a foreign answer', { api_key: liveKey, endpoint: ENDPOINT }],
    ['version 1', { access_token: liveKey, token_type: 'momento', endpoint: ENDPOINT }],
  ])('a bare key with its endpoint beside it is put into an envelope: %s', (_, answer) => {
    expect(grantOf(answer)).toEqual({ secret: liveEnvelope, endpoint: ENDPOINT, lifetimeMs: 600_000 })
    expect(momentoKeyFrom(liveKey, ENDPOINT).secret).toBe(liveEnvelope)
  })

  test('an envelope may hold a key that says nothing of its end', () => {
    const token = envelopeOf({ endpoint: ENDPOINT, api_key: 'opaque' })
    const answer = { access_token: token, token_type: 'Momento', expires_in: 60 }
    expect(grantOf(answer)).toEqual({ secret: token, endpoint: ENDPOINT, lifetimeMs: 60_000 })
  })

  test('a bare key without an endpoint stays bare', () => {
    expect(grantOf(liveKey)).toEqual({ secret: liveKey, lifetimeMs: 600_000 })
  })
})
