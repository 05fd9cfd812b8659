import { defineScope } from '@hallpass/core/scope'
import { describe, expect, test } from 'vitest'
import type { IssuedToken } from '../issuers/token-issuer.js'
import { createTokenEndpoint } from './create-token-endpoint.js'

const url = 'https://api.example.com/token'
const app = 'https://app.example.com'
const scope = defineScope({ permissions: [{ role: 'readonly', cache: 'profiles' }] })
const token: IssuedToken = { token: 't', tokenType: 'Bearer', issuedAt: 0, expiresAt: 60_000 }

let authorizeCalls = 0
const handle = createTokenEndpoint({
  authorize(request) {
    authorizeCalls += 1
    const answer = request.headers.get('x-answer')
    if (answer === 'throw') throw new Error('no')
    return answer === 'signed-out' ? { decision: 'signed-out' } : { decision: 'issue', subject: 'ada', scope }
  },
  issuer: { issue: async () => token },
  origins: [app, 'http://127.0.0.1:5173'],
  allowHeaders: ['x-csrf-token'],
  clock: { now: () => 0 },
  onProblem: () => {},
})

const right = {
  'content-type': 'application/json',
  'hallpass-client': '1',
  'sec-fetch-site': 'same-site',
  origin: app,
}

interface Case {
  name: string
  method?: string
  headers?: Record<string, string>
  body?: string | undefined
  status: number
  authorized?: boolean
}

const cases: Case[] = [
  { name: 'issued', status: 200, authorized: true },
  { name: 'signed out', headers: { 'x-answer': 'signed-out' }, status: 401, authorized: true },
  { name: 'failed', headers: { 'x-answer': 'throw' }, status: 500, authorized: true },
  { name: 'bad body', body: '[]', status: 400 },
  { name: 'body too large', body: ' '.repeat(20_000), status: 413 },
  { name: 'form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
  {
    name: 'form from a foreign page',
    headers: { 'content-type': 'text/plain', origin: 'https://evil.example' },
    status: 415,
  },
  { name: 'no client header', headers: { 'hallpass-client': '' }, status: 403 },
  { name: 'navigation', headers: { 'sec-fetch-mode': 'navigate' }, status: 403 },
  {
    name: 'foreign page',
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    status: 403,
  },
  { name: 'sandboxed page', headers: { origin: 'null', 'sec-fetch-site': 'cross-site' }, status: 403 },
  { name: 'GET', method: 'GET', body: undefined, status: 405 },
  { name: 'HEAD', method: 'HEAD', body: undefined, status: 405 },
  { name: 'PUT', method: 'PUT', status: 405 },
  { name: 'PATCH', method: 'PATCH', status: 405 },
  { name: 'DELETE without sign-out', method: 'DELETE', body: undefined, status: 405 },
  {
    name: 'a method said in a header',
    method: 'GET',
    body: undefined,
    headers: { 'x-http-method-override': 'POST' },
    status: 405,
  },
  { name: 'preflight', method: 'OPTIONS', body: undefined, status: 204 },
  {
    name: 'preflight of a foreign page',
    method: 'OPTIONS',
    body: undefined,
    headers: { origin: 'https://evil.example' },
    status: 403,
  },
]

function answer({ method = 'POST', headers = {}, ...rest }: Case): Promise<Response> {
  const body = 'body' in rest ? rest.body : '{}'
  return handle(new Request(url, { method, headers: { ...right, ...headers }, body: body ?? null }))
}

describe.each(cases)('$name', given => {
  test(`is ${given.status}, and ${given.authorized ? 'asks' : 'does not ask'} the app`, async () => {
    authorizeCalls = 0
    expect((await answer(given)).status).toBe(given.status)
    expect(authorizeCalls).toBe(given.authorized ? 1 : 0)
  })

  test('is neither cached, sniffed, framed nor referred from', async () => {
    const { headers } = await answer(given)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      pragma: 'no-cache',
      vary: 'Origin, Cookie, Sec-Fetch-Site',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
  })

  test('is JSON or nothing', async () => {
    const response = await answer(given)
    const text = await response.text()
    if (response.status === 204) expect(text).toBe('')
    else expect(JSON.parse(text)).toBeTypeOf('object')
    expect(response.headers.get('content-type')).toBe(text === '' ? null : 'application/json')
  })

  test('can be read by a listed origin only', async () => {
    const { headers } = await answer(given)
    const isListed = (given.headers?.origin ?? app) === app
    expect(headers.get('access-control-allow-origin')).toBe(isListed ? app : null)
    expect(headers.get('access-control-allow-credentials')).toBe(isListed ? 'true' : null)
    expect(headers.get('access-control-expose-headers')).toBe(
      isListed ? 'Date, Retry-After, WWW-Authenticate' : null,
    )
    expect(headers.get('cross-origin-resource-policy')).toBe(isListed ? 'cross-origin' : 'same-origin')
  })
})

describe('methods', () => {
  test('that are refused name those that are not', async () => {
    const { headers } = await handle(new Request(url, { method: 'PUT' }))
    expect(headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('for a listed origin are told in the preflight, with the headers it may send', async () => {
    const asking = {
      origin: app,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-other',
    }
    const { headers } = await handle(new Request(url, { method: 'OPTIONS', headers: asking }))
    expect(headers.get('access-control-allow-methods')).toBe('POST, DELETE')
    expect(headers.get('access-control-allow-headers')).toBe(
      'content-type, hallpass-client, authorization, x-csrf-token',
    )
    expect(headers.get('access-control-max-age')).toBe('600')
  })

  test('are told to nobody else', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const response = await handle(new Request(url, { method: 'OPTIONS', headers }))
      expect([...response.headers.keys()].filter(name => name.startsWith('access-control-'))).toEqual([])
    }
  })
})
