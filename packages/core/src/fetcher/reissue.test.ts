import { beforeEach, describe, expect, it } from 'vitest'
import { openFetcherPage, refusal } from '../../test-support/fetcher-page.js'
import { createToken } from '../token/create-token.js'
import type { Token } from '../token/token.js'
import { createFetcher } from './create-fetcher.js'

const setUp = () => openFetcherPage({}, 3_600_000)

let at: ReturnType<typeof setUp>

beforeEach(() => {
  at = setUp()
})

/** The fetcher after a first call, whose token was then revoked. */
async function openRevoked(): Promise<typeof fetch> {
  const fetcher = at.open()
  await at.world.waitFor(fetcher('/warm-up'))
  at.backend.revoke(at.backend.issued[0]?.secret ?? '')
  at.sent.length = 0
  return fetcher
}

describe('a call whose token is refused', () => {
  it('is sent again with the successor, and its caller sees the second answer only', async () => {
    const fetcher = await openRevoked()
    const response = await at.world.waitFor(fetcher('/items'))
    expect(await response.text()).toBe('served')
    expect(at.authorizations()).toEqual(at.bearers())
    expect(at.backend.requests).toHaveLength(2)
  })

  it.each(['PUT', 'POST', 'PATCH', 'DELETE'])('is sent again whole when it is a %s', async method => {
    const fetcher = await openRevoked()
    const init = { method, body: 'once', headers: { 'x-request-id': '7' } }
    await at.world.waitFor(
      Promise.all([fetcher('/items', init), fetcher(new Request('https://app.example/', init))]),
    )
    expect(at.sent.map(request => request.method)).toEqual([method, method, method, method])
    expect(at.sent.map(request => request.headers.get('x-request-id'))).toEqual(['7', '7', '7', '7'])
    expect(await Promise.all(at.sent.map(request => request.text()))).toEqual([
      'once',
      'once',
      'once',
      'once',
    ])
  })

  it.each([
    ['a form', () => new URLSearchParams({ a: '1' }), 'a=1'],
    ['a file', () => new Blob(['bytes']), 'bytes'],
    ['bytes', () => new TextEncoder().encode('bytes'), 'bytes'],
  ])('is sent again with %s', async (_, makeBody, text) => {
    const fetcher = await openRevoked()
    await at.world.waitFor(fetcher('/items', { method: 'POST', body: makeBody() }))
    expect(await Promise.all(at.sent.map(request => request.text()))).toEqual([text, text])
  })

  it('is not sent again with a stream, whose caller gets the 401; the next call has the successor', async () => {
    const fetcher = await openRevoked()
    const body = new Blob(['once']).stream()
    const response = await at.world.waitFor(
      fetcher('/items', { method: 'POST', body, duplex: 'half' } as RequestInit),
    )
    expect(response.status).toBe(401)
    expect(at.sent).toHaveLength(1)
    expect(await at.world.waitFor(fetcher('/items'))).toHaveProperty('status', 200)
    expect(at.authorizations()).toEqual(at.bearers())
  })

  it('shares one reissue with all others of the same moment', async () => {
    const fetcher = await openRevoked()
    const calls = Array.from({ length: 10 }, (_, n) => fetcher(`/items/${n}`))
    const responses = await at.world.waitFor(Promise.all(calls))
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(at.sent).toHaveLength(20)
    expect(at.backend.requests).toHaveLength(2)
  })

  it('costs no reissue when its successor is there already', async () => {
    const fetcher = await openRevoked()
    let answerLate = (): void => {}
    const late = new Promise<void>(resolve => {
      answerLate = resolve
    })
    const stop = at.world.network.serve('https://app.example/slow', async (_, { standStill }) => {
      await standStill(late)
      return refusal()
    })
    const slow = fetcher('/slow')
    await at.world.waitFor(fetcher('/items'))
    stop()
    answerLate()
    expect(await at.world.waitFor(slow)).toHaveProperty('status', 200)
    expect(at.backend.requests).toHaveLength(2)
  })

  it.each([undefined, 'Bearer', 'Bearer error="invalid_token"'])(
    'is known by a 401 that says %s',
    async challenge => {
      at.service(async () => (at.sent.length === 1 ? refusal(challenge) : new Response('served')))
      expect(await at.world.waitFor(at.open()('/items'))).toHaveProperty('status', 200)
      expect(at.authorizations()).toEqual(at.bearers())
    },
  )

  it.each([
    [401, 'Bearer error="insufficient_scope", scope="admin"'],
    [401, 'Basic realm="intranet"'],
    [403, undefined],
    [403, 'Bearer error="insufficient_scope"'],
  ])('is not what an answer of %i with %s tells of', async (status, challenge) => {
    at.service(async () => refusal(challenge, status))
    const response = await at.world.waitFor(at.open()('/items'))
    expect([response.status, await response.text()]).toEqual([status, 'refused'])
    expect(at.sent).toHaveLength(1)
    await at.world.settle()
    expect(at.backend.requests).toHaveLength(1)
  })

  it('is sent again also when that was needed a moment ago', async () => {
    const fetcher = await openRevoked()
    await at.world.waitFor(fetcher('/items'))
    await at.world.advance(10_000)
    at.backend.revoke(at.backend.issued[1]?.secret ?? '')
    expect(await at.world.waitFor(fetcher('/items'))).toHaveProperty('status', 200)
    expect(at.backend.requests).toHaveLength(3)
  })

  it('rejects with what keeps the successor from coming', async () => {
    const fetcher = await openRevoked()
    at.backend.fail(401)
    await expect(at.world.waitFor(fetcher('/items'))).rejects.toMatchObject({ code: 'signed-out' })
    expect(at.sent).toHaveLength(1)
  })

  it('is not sent again once its caller aborted it', async () => {
    const fetcher = await openRevoked()
    const caller = new AbortController()
    at.backend.respondWith('never')
    const asked = fetcher('/items', { signal: caller.signal })
    await at.world.settle()
    caller.abort()
    await expect(at.world.waitFor(asked)).rejects.toMatchObject({ name: 'AbortError' })
    expect(at.sent).toHaveLength(1)
  })

  it('lets go of the first answer, and minds no trouble with that', async () => {
    let isLetGo = false
    const body = new ReadableStream({
      cancel: () => {
        isLetGo = true
        throw new Error('the line broke')
      },
    })
    at.service(async () =>
      at.sent.length === 1 ? new Response(body, { status: 401 }) : new Response('served'),
    )
    await at.world.waitFor(at.open()('/items'))
    expect(isLetGo).toBe(true)
  })

  it('is not sent again in the name of another user', async () => {
    const issued = ['ada', 'bob'].map(subject => tokenOf(subject))
    const tokens = { getToken: async () => issued.shift() ?? expect.fail(), rejected: () => {} }
    at.service(async () => refusal())
    const response = await at.world.waitFor(createFetcher(tokens, { environment: at.environment })('/items'))
    expect(response.status).toBe(401)
    expect(at.authorizations()).toEqual(['Bearer token-of-ada'])
  })
})

describe('a service that refuses every token', () => {
  beforeEach(() => {
    at.world.network.serve('https://app.example/admin', async () => refusal())
  })

  it("is asked twice, and its second answer is the caller's", async () => {
    const response = await at.world.waitFor(at.open()('/admin'))
    expect([response.status, await response.text()]).toEqual([401, 'refused'])
    expect(at.authorizations()).toEqual(at.bearers())
    expect(at.sent).toHaveLength(2)
  })

  it('takes the token from nobody else for the next minute', async () => {
    const fetcher = at.open()
    await at.world.waitFor(fetcher('/admin'))
    await at.world.advance(59_000)
    for (let call = 0; call < 5; call++) await at.world.waitFor(fetcher('/admin'))
    expect(await at.world.waitFor(fetcher('/items'))).toHaveProperty('status', 200)
    expect(at.sent).toHaveLength(8)
    expect(at.backend.requests).toHaveLength(2)
  })

  it('may cost a reissue again after that', async () => {
    const fetcher = at.open()
    await at.world.waitFor(fetcher('/admin'))
    await at.world.advance(60_000)
    await at.world.waitFor(fetcher('/admin'))
    expect(at.sent).toHaveLength(4)
  })
})

function tokenOf(subject: string): Token {
  const secret = `token-of-${subject}`
  return createToken({
    secret,
    subject,
    expiresAt: 0,
    granted: undefined,
    endpoint: undefined,
    generation: 1,
  })
}
