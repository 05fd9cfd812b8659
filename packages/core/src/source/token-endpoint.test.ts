import { describe, expect, it } from 'vitest'
import type { Fetch } from '../environment/network.js'
import { defineScope } from '../scope/index.js'
import { type TokenEndpointOptions, tokenEndpoint } from './token-endpoint.js'

const SIGNAL = new AbortController().signal
const scope = defineScope({ permissions: [{ role: 'readwrite', cache: 'profiles' }] })
const answered = { access_token: 'abc', token_type: 'Bearer', expires_in: 60 }

/** A backend that answers always the same, and what it was asked. */
function backend(answer: () => Response = () => Response.json(answered)) {
  const asked: [string, RequestInit | undefined][] = []
  const fetch: Fetch = async (url, init) => {
    asked.push([url, init])
    return answer()
  }
  const initOf = () => asked[0]?.[1] ?? expect.fail()
  const headersOf = () => Object.fromEntries(new Headers(initOf().headers))
  return { fetch, asked, initOf, headersOf }
}

type Backend = ReturnType<typeof backend>

function ask({ fetch }: Backend, options?: TokenEndpointOptions, asked: object = { scope }) {
  return tokenEndpoint('/api/token', options)({ reason: 'first', signal: SIGNAL, fetch, ...asked })
}

function signOut({ fetch }: Backend, options?: TokenEndpointOptions) {
  return tokenEndpoint('/api/token', options).signOut?.({ signal: SIGNAL, fetch })
}

describe('a token request', () => {
  it('is a POST of JSON that names its client, and gives away nothing by the way', async () => {
    const to = backend()
    await ask(to)
    expect(to.asked[0]?.[0]).toBe('/api/token')
    expect(to.initOf()).toMatchObject({
      ...{ method: 'POST', redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer' },
      ...{ credentials: 'same-origin', signal: SIGNAL },
    })
    expect(to.headersOf()).toEqual({ 'content-type': 'application/json', 'hallpass-client': '1' })
  })

  it.each([
    [
      'the scope, as the endpoint reads it',
      { scope },
      { scope: { permissions: [{ role: 'readwrite', cache: 'profiles' }] } },
    ],
    ['nothing, where the backend decides', {}, {}],
  ])('asks for %s', async (_, asked, body) => {
    const to = backend()
    await ask(to, {}, asked)
    expect(JSON.parse(String(to.initOf().body))).toEqual(body)
  })

  it('takes cookies along where it is told to', async () => {
    const to = backend()
    await ask(to, { credentials: 'include' })
    expect(to.initOf().credentials).toBe('include')
  })

  it("carries the app's own headers, asked anew each time, and none of them instead of its own", async () => {
    let asked = 0
    const to = backend()
    const options = { headers: async () => ({ 'x-csrf': `${++asked}`, 'hallpass-client': '9' }) }
    await ask(to, options)
    await ask(to, options)
    expect(to.headersOf()).toMatchObject({ 'x-csrf': '1', 'hallpass-client': '1' })
    expect(asked).toBe(2)
  })

  it('rejects when those headers cannot be had, and asks for nothing', async () => {
    const to = backend()
    await expect(ask(to, { headers: () => Promise.reject(new Error('no session')) })).rejects.toThrow()
    expect(to.asked).toEqual([])
  })
})

describe('its answer', () => {
  it('is handed on as it is', async () => {
    expect(await ask(backend())).toEqual(answered)
  })

  it.each([
    ['a bare token', 'eyJhbGciOiJub25lIn0'],
    ['a page', '<!doctype html>'],
    ['nothing', ''],
  ])('may be text: %s', async (_, text) => {
    expect(await ask(backend(() => new Response(text)))).toBe(text)
  })

  it.each([
    [401, {}, {}, { refusal: 'signed-out', status: 401 }],
    [403, {}, {}, { refusal: 'denied', status: 403 }],
    [400, { error: 'invalid_grant' }, {}, { refusal: 'signed-out', status: 400 }],
    [404, 'not found', {}, { refusal: 'misconfigured', status: 404 }],
    [429, {}, { 'retry-after': '9' }, { refusal: 'unavailable', status: 429, retryAfterMs: 9_000 }],
    [
      503,
      { retry_after: 5 },
      { 'retry-after': '9' },
      { refusal: 'unavailable', status: 503, retryAfterMs: 5_000 },
    ],
  ])('of %i %j is the refusal it means, and nothing more', async (status, body, headers, refusal) => {
    const to = backend(() => Response.json(body, { status, headers: { ...headers } }))
    expect(await ask(to)).toEqual(refusal)
  })

  it('of success is never read as a refusal, whatever the backend calls its fields', async () => {
    const answer = await ask(backend(() => Response.json({ refusal: 'signed-out' })))
    expect(answer).not.toMatchObject({ refusal: 'signed-out' })
  })

  it.each(['1', '0.5', '86400'])('out of a cache on the way is refused: Age: %s', async age => {
    const to = backend(() => Response.json(answered, { headers: { age } }))
    expect(await ask(to)).toEqual({ refusal: 'unavailable', status: 200, problem: 'stale-answer' })
  })

  it.each(['0', '', 'new', '-1'])('is fresh when it says nothing of a cache: Age: %s', async age => {
    expect(await ask(backend(() => Response.json(answered, { headers: { age } })))).toEqual(answered)
  })

  it('that refuses is what it is, also out of a cache', async () => {
    const to = backend(() => Response.json({}, { status: 403, headers: { age: '9' } }))
    expect(await ask(to)).toEqual({ refusal: 'denied', status: 403 })
  })

  it('may say until when the backend is to be left alone, by its own clock', async () => {
    const headers = { date: 'Sat, 21 Nov 2026 22:33:44 GMT', 'retry-after': 'Sat, 21 Nov 2026 22:33:53 GMT' }
    const to = backend(() => Response.json({}, { status: 503, headers }))
    expect(await ask(to)).toEqual({ refusal: 'unavailable', status: 503, retryAfterMs: 9_000 })
  })

  it('rejects when the network does', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(ask({ ...backend(), fetch })).rejects.toThrow('Failed to fetch')
  })
})

describe('a backend with manners of its own', () => {
  const classify: TokenEndpointOptions['classify'] = (status, body) => {
    return status === 200 && body === 'login' ? 'signed-out' : status === 401 ? 'unavailable' : undefined
  }

  it.each([
    ['says so with 200', 200, 'login', { refusal: 'signed-out', status: 200 }],
    ['means something else', 401, '', { refusal: 'unavailable', status: 401 }],
    ['leaves it to the table', 403, '', { refusal: 'denied', status: 403 }],
    ['answers', 200, 'abc', 'abc'],
  ])('is read by classify when it %s', async (_, status, text, outcome) => {
    expect(
      await ask(
        backend(() => new Response(text, { status })),
        { classify },
      ),
    ).toEqual(outcome)
  })
})

describe('signing out', () => {
  it('is a DELETE on the same URL with the same headers and no body, also while the page goes away', async () => {
    const to = backend()
    await signOut(to, { credentials: 'include', headers: () => ({ 'x-csrf': '1' }) })
    expect(to.asked[0]?.[0]).toBe('/api/token')
    expect(to.initOf()).toMatchObject({
      ...{ method: 'DELETE', keepalive: true, redirect: 'error', cache: 'no-store' },
      ...{ credentials: 'include', signal: SIGNAL },
    })
    expect(to.initOf()).not.toHaveProperty('body')
    expect(to.headersOf()).toEqual({ 'x-csrf': '1', 'hallpass-client': '1' })
  })

  it.each([
    [200, 'yes'],
    [204, 'yes'],
    [404, 'not-offered'],
    [405, 'not-offered'],
    [501, 'not-offered'],
    [401, 'failed'],
    [403, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('answered by %i is: %s', async (status, answer) => {
    expect(await signOut(backend(() => new Response(null, { status })))).toBe(answer)
  })
})

it('the source names the URL it asks', () => {
  expect(tokenEndpoint('https://api.example/token').url).toBe('https://api.example/token')
})
