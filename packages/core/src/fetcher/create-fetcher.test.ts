import { expectNoSecret, secretsOf } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { openFetcherPage, refusal } from '../../test-support/fetcher-page.js'
import { defineScopes } from '../scope/index.js'

const scopes = defineScopes({ lobby: { permissions: [{ role: 'readonly', cache: 'chat' }] } })

const setUp = () => openFetcherPage({ scopes })

let at: ReturnType<typeof setUp>

beforeEach(() => {
  at = setUp()
})

describe('a call', () => {
  it('carries the token, and is answered by the service', async () => {
    const response = await at.world.waitFor(at.open()('/items'))
    expect(await response.text()).toBe('served')
    expect(at.authorizations()).toEqual(at.bearers())
  })

  it('carries the token of the scope', async () => {
    await at.world.waitFor(at.open({ scope: 'lobby' })('/items'))
    expect(at.backend.requests).toMatchObject([{ scope: { permissions: [{ cache: 'chat' }] } }])
  })

  it('carries the bare token where there is no scheme', async () => {
    await at.world.waitFor(at.open({ scheme: '' })('/items'))
    expect(at.authorizations()).toEqual([at.backend.issued[0]?.secret])
  })

  it('keeps all else that its caller said', async () => {
    const headers = { 'content-type': 'text/csv', 'x-request-id': '7' }
    const init: RequestInit = {
      method: 'PUT',
      body: 'a,b',
      headers,
      credentials: 'include',
      cache: 'no-cache',
    }
    await at.world.waitFor(at.open()('/items', { ...init, referrerPolicy: 'no-referrer' }))
    const [request] = at.sent
    expect(request).toMatchObject({
      method: 'PUT',
      credentials: 'include',
      cache: 'no-cache',
    })
    expect(request?.referrerPolicy).toBe('no-referrer')
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject(headers)
    expect(await request?.text()).toBe('a,b')
  })

  it('takes a Request and what is said over it', async () => {
    const request = new Request('https://app.example/items', {
      ...{
        method: 'POST',
        body: 'a',
        headers: { 'x-request-id': '7' },
        referrerPolicy: 'origin',
        credentials: 'omit',
      },
    })
    await at.world.waitFor(at.open()(request, { method: 'PATCH' }))
    expect(at.sent[0]).toMatchObject({
      method: 'PATCH',
      credentials: 'omit',
      url: 'https://app.example/items',
    })
    expect(at.sent[0]?.headers.get('x-request-id')).toBe('7')
    expect(await at.sent[0]?.text()).toBe('a')
    expect(request.headers.has('authorization')).toBe(false)
    expect(request.bodyUsed).toBe(true)
  })

  it('keeps what a Request says of its referrer', async () => {
    const request = new Request('https://app.example/items', { referrer: '', referrerPolicy: 'origin' })
    await at.world.waitFor(at.open()(request))
    expect(at.sent).toMatchObject([{ referrer: '', referrerPolicy: 'origin' }])
  })

  it('takes a Request in place of options', async () => {
    await at.world.waitFor(at.open()('/items', new Request('https://evil.example/', { method: 'DELETE' })))
    expect(at.sent).toMatchObject([{ method: 'DELETE', url: 'https://app.example/items' }])
  })

  it('is what it was when it began', async () => {
    const headers = new Headers({ 'x-request-id': '7' })
    const asked = at.open()('/items', { headers })
    headers.set('x-request-id', '8')
    await at.world.waitFor(asked)
    expect(at.sent[0]?.headers.get('x-request-id')).toBe('7')
  })

  it.each([{ authorization: 'Basic YWRhOmE=' }, new Headers({ AUTHORIZATION: '' })])(
    'with an authorization of its own is plain fetch, wherever it goes: %o',
    async headers => {
      at.world.network.serve('https://other.example/', async () => refusal())
      const response = await at.world.waitFor(at.open()('https://other.example/', { headers }))
      expect(response.status).toBe(401)
      expect(at.sent).toHaveLength(1)
      expect(at.sent[0]?.redirect).toBe('follow')
      expect(at.backend.requests).toEqual([])
    },
  )

  it('is not sent where no token is to be had', async () => {
    at.backend.fail(401)
    await expect(at.world.waitFor(at.open()('/items'))).rejects.toMatchObject({ code: 'signed-out' })
    expect(at.sent).toEqual([])
  })

  it('fails as fetch does where the network does', async () => {
    at.service(async () => {
      throw new TypeError('no line')
    })
    await expect(at.world.waitFor(at.open()('/items'))).rejects.toThrow(new TypeError('Failed to fetch'))
  })

  it('shows no token in what it rejects with', async () => {
    at.service(async () => Response.redirect('https://evil.example/', 307))
    const error = await at.world.waitFor(
      at
        .open()('/items')
        .catch(caught => caught),
    )
    expect(error).toBeInstanceOf(Error)
    expectNoSecret({ error, stack: error.stack }, secretsOf(at.backend))
  })
})

describe('an aborted call', () => {
  it('rejects with the reason its caller gave, while it waits for a token', async () => {
    at.backend.respondWith('never')
    const caller = new AbortController()
    const asked = at.open()('/items', { signal: caller.signal })
    await at.world.settle()
    caller.abort(new RangeError('enough'))
    await expect(at.world.waitFor(asked, 0)).rejects.toThrow(new RangeError('enough'))
    expect(at.sent).toEqual([])
  })

  it('rejects with an AbortError, as fetch does, while it waits for its answer', async () => {
    at.service((_, { standStill }) => standStill(new Promise(() => {})))
    const caller = new AbortController()
    const asked = at.open()(new Request('https://app.example/items', { signal: caller.signal }))
    await at.world.settle()
    caller.abort()
    await expect(at.world.waitFor(asked)).rejects.toMatchObject({ name: 'AbortError' })
    expect(at.sent).toHaveLength(1)
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of %i is not followed, and said so', async status => {
    at.service(async () => Response.redirect('https://evil.example/', status))
    await expect(at.world.waitFor(at.open()('/items'))).rejects.toMatchObject({
      code: 'endpoint-not-allowed',
    })
    expect(at.sent).toMatchObject([{ redirect: 'manual' }])
  })

  it('that a browser hides is said, too', async () => {
    const hidden = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
    const environment = { ...at.environment, fetch: async () => hidden }
    const asked = at.open({ environment })('/items')
    await expect(at.world.waitFor(asked)).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
  })

  it.each(['manual', 'error'] as const)('is left to a call that asks for "%s"', async redirect => {
    at.service(async () => Response.redirect('https://evil.example/', 302))
    const fetcher = at.open()
    const answers = [
      fetcher('/items', { redirect }),
      fetcher(new Request('https://app.example/', { redirect })),
    ]
    expect(await at.world.waitFor(Promise.all(answers))).toMatchObject([{ status: 302 }, { status: 302 }])
    expect(at.sent).toMatchObject([{ redirect }, { redirect }])
  })

  it('is not what 304 is', async () => {
    at.service(async () => new Response(null, { status: 304 }))
    expect(await at.world.waitFor(at.open()('/items'))).toHaveProperty('status', 304)
  })
})
