import { defineScope } from '@hallpass/core/scope'
import { describe, expect, test } from 'vitest'
import type { IssuedToken, TokenOrder } from '../issuers/token-issuer.js'
import { createTokenMetrics } from '../metrics/token-metrics.js'
import type { Authorization } from './authorization.js'
import { createTokenEndpoint } from './create-token-endpoint.js'
import type { EndpointProblem } from './endpoint-problem.js'
import type { TokenEndpointOptions } from './settings.js'

const url = 'https://api.example.com/token'
const app = 'https://app.example.com'
const room = defineScope({
  permissions: [{ role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } }],
})
const oneRoom = defineScope({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic: 'room-1' }] })
const profiles = defineScope({ permissions: [{ role: 'readonly', cache: 'profiles' }] })
const issue = { decision: 'issue', subject: 'ada', scope: room } as const
const now = 1_700_000_000_000

function endpoint(
  authorization: Authorization | (() => Authorization),
  options: Partial<TokenEndpointOptions> = {},
) {
  const orders: TokenOrder[] = []
  const problems: EndpointProblem[] = []
  const metrics = createTokenMetrics({ labelSessions: true })
  const handle = createTokenEndpoint({
    authorize: () => (typeof authorization === 'function' ? authorization() : authorization),
    issuer: {
      async issue(order): Promise<IssuedToken> {
        orders.push(order)
        const life = { issuedAt: now, expiresAt: now + (order.lifetimeMs ?? 60_000) }
        return { token: 'the-token', tokenType: 'Momento', endpoint: 'http://127.0.0.1:7777', ...life }
      },
    },
    origins: [app],
    clock: { now: () => now },
    onProblem: problem => void problems.push(problem),
    metrics,
    ...options,
  })
  return { handle, orders, problems, metrics }
}

function post(body: unknown = {}, headers: Record<string, string> = {}) {
  const all = {
    'content-type': 'application/json',
    'hallpass-client': '1',
    origin: app,
    cookie: 'sid=1',
    ...headers,
  }
  return new Request(url, {
    method: 'POST',
    headers: all,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

describe('a token is issued', () => {
  test('with everything the contract names', async () => {
    const { handle } = endpoint({ ...issue, lifetimeMs: 60_999 })
    const response = await handle(post())
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      access_token: 'the-token',
      token_type: 'Momento',
      expires_in: 60,
      granted: { permissions: room.permissions },
      subject: 'ada',
      issued_at: 1_700_000_000,
      endpoint: 'http://127.0.0.1:7777',
    })
  })

  test('for the scope the app decides, when none was asked for', async () => {
    const { handle, orders } = endpoint({
      ...issue,
      scope: { permissions: [{ role: 'readonly', cache: 'c' }] },
    })
    expect((await (await handle(post())).json()).granted).toEqual({
      permissions: [{ role: 'readonly', cache: 'c' }],
    })
    expect(orders[0]?.authority).toMatchObject({ permissions: [{ role: 'readonly', cache: 'c' }] })
  })

  test('with life, token id and session as the app says', async () => {
    const { handle, orders } = endpoint({ ...issue, lifetimeMs: 5_000, tokenId: 'tab-1', session: 'login-1' })
    await handle(post())
    expect(orders).toMatchObject([
      { subject: 'ada', lifetimeMs: 5_000, tokenId: 'tab-1', session: 'login-1' },
    ])
  })

  test('without an endpoint when the issuer names none', async () => {
    const token: IssuedToken = { token: 't', tokenType: 'Bearer', issuedAt: now, expiresAt: now + 9_000 }
    const { handle } = endpoint(issue, { issuer: { issue: async () => token } })
    const body = await (await handle(post())).json()
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 9 })
    expect(body).not.toHaveProperty('endpoint')
  })
})

describe('what is asked for only narrows', () => {
  test('authorize sees it, parsed', async () => {
    const seen: (string | undefined)[] = []
    const authorize: TokenEndpointOptions['authorize'] = (_request, requested) => {
      seen.push(requested?.key)
      return { decision: 'forbidden' }
    }
    const { handle } = endpoint(issue, { authorize })
    await handle(post({ scope: oneRoom }))
    await handle(post({}))
    expect(seen).toEqual([oneRoom.key, undefined])
  })

  test.each([
    ['equal', room, room, 200],
    ['narrower', room, oneRoom, 200],
    ['wider', oneRoom, room, 500],
    ['something else', profiles, room, 500],
    [
      'partly something else',
      room,
      defineScope({ permissions: [...oneRoom.permissions, ...profiles.permissions] }),
      500,
    ],
  ])('granted %s', async (_name, requested, granted, status) => {
    const { handle, orders, problems } = endpoint({ ...issue, scope: granted })
    const response = await handle(post({ scope: requested }))
    expect(response.status).toBe(status)
    expect(orders).toHaveLength(status === 200 ? 1 : 0)
    expect(problems).toEqual(status === 200 ? [] : [{ problem: 'grant-wider-than-asked' }])
  })
})

describe('the app decides', () => {
  test.each<[Authorization, number, object, Record<string, string>]>([
    [{ decision: 'signed-out' }, 401, { error: 'invalid_grant' }, { 'www-authenticate': 'Bearer' }],
    [{ decision: 'forbidden' }, 403, { error: 'access_denied' }, {}],
    [{ decision: 'scope-refused' }, 400, { error: 'invalid_scope' }, {}],
    [{ decision: 'later', retryAfterMs: 1_001 }, 429, { retry_after: 2 }, { 'retry-after': '2' }],
    [
      { decision: 'later', retryAfterMs: 0, because: 'too-many-requests' },
      429,
      { retry_after: 1 },
      { 'retry-after': '1' },
    ],
    [
      { decision: 'later', retryAfterMs: 30_000, because: 'unavailable' },
      503,
      { retry_after: 30 },
      { 'retry-after': '30' },
    ],
  ])('%o', async (authorization, status, body, headers) => {
    const response = await endpoint(authorization).handle(post())
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(body)
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value)
  })
})

describe('our own failures', () => {
  const expired: IssuedToken = { token: 't', tokenType: 'Bearer', issuedAt: now, expiresAt: now + 999 }
  test.each<[EndpointProblem['problem'], number, () => ReturnType<typeof endpoint>]>([
    [
      'authorize-failed',
      500,
      () =>
        endpoint(() => {
          throw new Error('db secret')
        }),
    ],
    ['authorize-failed', 500, () => endpoint({ decision: 'later', retryAfterMs: Number.NaN })],
    ['authorize-failed', 500, () => endpoint(JSON.parse('{"decision":"maybe"}'))],
    [
      'issuer-failed',
      503,
      () => endpoint(issue, { issuer: { issue: () => Promise.reject(new Error('key secret')) } }),
    ],
    ['grant-invalid', 500, () => endpoint({ ...issue, scope: { permissions: [] } })],
    ['issued-token-expired', 500, () => endpoint(issue, { issuer: { issue: async () => expired } })],
  ])('%s is a bare %i, and the app is told why', async (problem, status, make) => {
    const { handle, problems } = make()
    const response = await handle(post())
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('secret')
    expect(problems).toMatchObject([{ problem }])
  })
})

describe('metrics', () => {
  test('count each token request once, by outcome and in test mode by session', async () => {
    const { handle, metrics } = endpoint({ ...issue, session: 'login-1' })
    await handle(post())
    await handle(post())
    await handle(post('{'))
    await handle(post({}, { origin: 'https://evil.example' }))
    await handle(new Request(url, { method: 'OPTIONS', headers: { origin: app } }))
    expect(
      metrics
        .render()
        .split('\n')
        .filter(line => /[1-9]\d*$/.test(line)),
    ).toEqual([
      'token_requests_total{outcome="cross_site"} 1',
      'token_requests_total{outcome="bad_request"} 1',
      'token_requests_total{outcome="issued",session="login-1"} 2',
    ])
  })
})

test.each<[string, object]>([
  ['authorize', { authorize: undefined }],
  ['issuer', { issuer: {} }],
  ['issuer', { issuer: undefined }],
  ['origin', { origins: ['https://app.example.com/'] }],
  ['name', { allowHeaders: ['x-csrf, *'] }],
])('a wrong %s is a TypeError at construction', (word, options) => {
  expect(() => endpoint(issue, options)).toThrow(new RegExp(`^createTokenEndpoint: .*${word}`))
})
