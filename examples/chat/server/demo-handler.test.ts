import { createTokenMetrics, type TokenIssuer } from '@hallpass/server'
import { describe, expect, test } from 'vitest'
import { createDemoHandler } from './demo-handler.js'
import { createLogins } from './logins.js'

const page = 'http://127.0.0.1:5173'
const backend = 'http://127.0.0.1:8788'
const json = { origin: page, 'content-type': 'application/json' }

const issuer: TokenIssuer = {
  issue: async ({ lifetimeMs = 0 }) => ({
    token: 'a-token',
    tokenType: 'Momento',
    issuedAt: Date.now(),
    expiresAt: Date.now() + lifetimeMs,
  }),
}

function createBackend() {
  let fault: number | undefined
  const handler = createDemoHandler({
    origins: [page],
    issuer,
    lifetimeMs: 60_000,
    logins: createLogins('login'),
    metrics: createTokenMetrics({ labelSessions: true }),
    servesMetrics: true,
    fault: () => fault,
  })
  const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const sent = body === undefined ? null : JSON.stringify(body)
    const length: Record<string, string> = sent === null ? {} : { 'content-length': String(sent.length) }
    return handler(
      new Request(`${backend}${path}`, { method, headers: { ...headers, ...length }, body: sent }),
    )
  }
  return { send, failWith: (status: number | undefined) => (fault = status) }
}

async function logIn({ send }: ReturnType<typeof createBackend>, role = 'member') {
  const answer = await send('POST', '/login', json, { name: 'ada', role })
  return { ...json, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

const tokenRequest = { 'hallpass-client': '1' }

describe('logging in', () => {
  test('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await createBackend().send('POST', '/login', json, { name: 'ada', role: 'member' })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^login=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict$/,
    )
  })

  test('is refused to a page of another origin', async () => {
    const backend = createBackend()
    const headers = { ...json, origin: 'http://127.0.0.1:6000' }
    const answer = await backend.send('POST', '/login', headers, { name: 'ada', role: 'member' })
    expect(answer.status).toBe(403)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  test.each([{ name: '', role: 'member' }, { name: 'ada', role: 'owner' }, 'ada', null])(
    'needs a name and a role: %j is none',
    async body => {
      expect((await createBackend().send('POST', '/login', json, body)).status).toBe(400)
    },
  )

  test('is remembered by the cookie', async () => {
    const backend = createBackend()
    const headers = await logIn(backend)
    const answer = await backend.send('GET', '/me', headers)
    expect(await answer.json()).toEqual({ account: { name: 'ada', role: 'member', subject: 'member:ada' } })
  })
})

describe('a token', () => {
  test('is issued to who is logged in, in the name of their account', async () => {
    const backend = createBackend()
    const headers = await logIn(backend)
    const answer = await backend.send('POST', '/api/token', { ...headers, ...tokenRequest }, {})
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ subject: 'member:ada' })
  })

  test('is refused to a stranger', async () => {
    const answer = await createBackend().send('POST', '/api/token', { ...json, ...tokenRequest }, {})
    expect(answer.status).toBe(401)
  })

  test.each([
    ['DELETE', '/api/token'],
    ['POST', '/logout'],
  ])('is refused after %s %s', async (method, path) => {
    const backend = createBackend()
    const headers = { ...(await logIn(backend)), ...tokenRequest }
    await backend.send(method, path, headers)
    expect((await backend.send('POST', '/api/token', headers, {})).status).toBe(401)
  })
})

describe('out of order on purpose', () => {
  test('nothing an app asks for is answered, and health still is', async () => {
    const backend = createBackend()
    const headers = { ...(await logIn(backend)), ...tokenRequest }
    backend.failWith(500)
    const statuses = await Promise.all([
      backend.send('POST', '/api/token', headers, {}),
      backend.send('GET', '/me', headers),
      backend.send('GET', '/health', {}),
    ])
    expect(statuses.map(answer => answer.status)).toEqual([500, 500, 200])
  })

  test('it goes on where it was when the fault is gone', async () => {
    const backend = createBackend()
    const headers = { ...(await logIn(backend)), ...tokenRequest }
    backend.failWith(500)
    backend.failWith(undefined)
    expect((await backend.send('POST', '/api/token', headers, {})).status).toBe(200)
  })
})

test('token requests are counted by login, without the cookie', async () => {
  const backend = createBackend()
  const headers = await logIn(backend)
  await backend.send('POST', '/api/token', { ...headers, ...tokenRequest }, {})
  const text = await (await backend.send('GET', '/metrics', {})).text()
  expect(text).toMatch(/token_requests_total\{outcome="issued",session="\w{12}"\} 1/)
  expect(text).not.toContain(headers.cookie.slice('login='.length))
})
