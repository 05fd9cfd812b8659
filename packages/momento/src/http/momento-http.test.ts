import type { Position, StreamFrame, Token, TransportAnswer, TransportRequest } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { type MomentoHttpOptions, momentoHttp } from './momento-http.js'

const jwt = 'header.payload.signature'
const origin = 'http://127.0.0.1:8080'

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

function fakeToken(revealed = jwt, endpoint: string | undefined = origin): Token {
  return {
    reveal: () => revealed,
    endpoint,
    expiresAt: 1,
    granted: undefined,
    subject: undefined,
    generation: 1,
  }
}

/** A transport whose service answers everything with `response`. */
function service(
  response: Response | Error = new Response(null, { status: 204 }),
  options?: MomentoHttpOptions,
) {
  const sent: Sent[] = []
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    sent.push({ url, init })
    if (response instanceof Error) throw response
    return response
  }
  const network = { origin: undefined, subscribe: () => () => {} }
  return { sent, transport: momentoHttp(options)({ fetch, network }) }
}

const signal = new AbortController().signal
const get: TransportRequest = { kind: 'get', cache: 'chat', key: 'k' }
const here: Position = { cache: 'chat', topic: 'room', at: { page: 3n, next: 10n } }

async function answerTo(request: TransportRequest, response: Response | Error): Promise<TransportAnswer> {
  return service(response).transport.call(request, fakeToken(), signal)
}

async function framesOf(response: Response | Error, position = here): Promise<readonly StreamFrame[]> {
  const frames: StreamFrame[] = []
  for await (const frame of service(response).transport.open(position, fakeToken(), signal))
    frames.push(frame)
  return frames
}

describe('requests', () => {
  it.each<[TransportRequest, string, object]>([
    [get, 'GET /cache/chat?key=k', {}],
    [{ ...get, cache: 'a/b ü', key: '&?#+ü' }, 'GET /cache/a%2Fb%20%C3%BC?key=%26%3F%23%2B%C3%BC', {}],
    [{ ...get, key: Uint8Array.of(0xfb, 0xff, 0) }, 'GET /cache/chat?key_base64=-_8A', {}],
    [{ ...get, key: Uint8Array.of(1) }, 'GET /cache/chat?key_base64=AQ', {}],
    [{ kind: 'delete', cache: 'chat', key: 'k' }, 'DELETE /cache/chat?key=k', {}],
    [
      { kind: 'set', cache: 'chat', key: 'k', value: Uint8Array.of(1), ttlMs: 1_001 },
      'PUT /cache/chat?key=k&ttl_seconds=2',
      { body: Uint8Array.of(1) },
    ],
    [
      { kind: 'set', cache: 'chat', key: 'k', value: Uint8Array.of(), ttlMs: 0 },
      'PUT /cache/chat?key=k&ttl_seconds=1',
      {},
    ],
    [
      { kind: 'publish', cache: 'chat', topic: 'a/b', payload: 'hi' },
      'POST /topics/chat/a%2Fb',
      { body: 'hi' },
    ],
    [
      { kind: 'publish', cache: 'chat', topic: 't', payload: Uint8Array.of(7) },
      'POST /topics/chat/t',
      { body: Uint8Array.of(7) },
    ],
  ])('%o', async (request, line, init) => {
    const { sent, transport } = service()
    await transport.call(request, fakeToken(), signal)
    expect(sent.map(one => `${one.init.method} ${one.url.slice(origin.length)}`)).toEqual([line])
    expect(sent[0]?.init).toMatchObject(init)
  })

  it.each<[TransportRequest, string | undefined]>([
    [get, undefined],
    [{ kind: 'set', cache: 'c', key: 'k', value: Uint8Array.of(1), ttlMs: 1 }, 'application/octet-stream'],
    [{ kind: 'publish', cache: 'c', topic: 't', payload: 'a' }, 'text/plain'],
    [{ kind: 'publish', cache: 'c', topic: 't', payload: Uint8Array.of(1) }, 'application/octet-stream'],
  ])('say what they carry: %o', async (request, contentType) => {
    const { sent, transport } = service()
    await transport.call(request, fakeToken(), signal)
    expect(new Headers(sent[0]?.init.headers).get('content-type') ?? undefined).toBe(contentType)
  })

  it.each<[string, Position, string]>([
    ['from the next number on', here, '?sequence_number=10&sequence_page=3'],
    ['from now on', { ...here, at: 'latest' }, '?sequence_number=0&sequence_page=0'],
    [
      'beyond what a number holds',
      { ...here, at: { page: 2n ** 60n, next: 2n ** 63n } },
      `?sequence_number=${2n ** 63n}&sequence_page=${2n ** 60n}`,
    ],
  ])('poll %s', async (_, position, query) => {
    const { sent, transport } = service()
    for await (const _frame of transport.open(position, fakeToken(), signal));
    expect(sent[0]?.url).toBe(`${origin}/topics/chat/room${query}`)
  })

  it.each(['.', '..', '', '\ud800'])('are not sent for the name %j, which no path carries', async name => {
    const { sent, transport } = service()
    const refused = { outcome: 'misconfigured', status: 400 }
    expect(await transport.call({ ...get, cache: name }, fakeToken(), signal)).toEqual(refused)
    for await (const frame of transport.open({ ...here, topic: name }, fakeToken(), signal)) {
      expect(frame).toEqual({ kind: 'ended', failure: refused })
    }
    expect(sent).toEqual([])
  })

  it('carry the bare key of an envelope, and any other token as it is', async () => {
    const { sent, transport } = service()
    const envelope = btoa(JSON.stringify({ endpoint: 'x', api_key: jwt }))
    for (const token of [jwt, envelope, 'opaque', btoa('"text"'), btoa('{}')]) {
      await transport.call(get, fakeToken(token), signal)
    }
    const carried = sent.map(({ init }) => new Headers(init.headers).get('authorization'))
    expect(carried).toEqual([jwt, jwt, 'opaque', btoa('"text"'), btoa('{}')])
  })

  it('never follow a redirect, send no cookie and no referrer, and keep nothing', async () => {
    const { sent, transport } = service()
    await transport.call(get, fakeToken(), signal)
    expect(sent[0]?.init).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    })
    expect(sent[0]?.url).not.toContain(jwt)
  })

  it('are not sent to an endpoint that is not trusted', async () => {
    const { sent, transport } = service()
    const token = fakeToken(jwt, 'https://evil.io')
    expect(await transport.call(get, token, signal)).toEqual({ outcome: 'endpoint-not-allowed' })
    for await (const frame of transport.open(here, token, signal)) {
      expect(frame).toEqual({ kind: 'ended', failure: { outcome: 'endpoint-not-allowed' } })
    }
    expect(sent).toEqual([])
  })
})

describe('answers', () => {
  it.each<[number, TransportAnswer]>([
    [400, { outcome: 'misconfigured', status: 400 }],
    [401, { outcome: 'rejected' }],
    [403, { outcome: 'not-permitted' }],
    [404, { outcome: 'misconfigured', status: 404 }],
    [408, { outcome: 'unavailable' }],
    [413, { outcome: 'misconfigured', status: 413 }],
    [425, { outcome: 'unavailable' }],
    [429, { outcome: 'unavailable' }],
    [500, { outcome: 'unavailable' }],
    [503, { outcome: 'unavailable' }],
  ])('%i', async (status, answer) => {
    const publish: TransportRequest = { kind: 'publish', cache: 'c', topic: 't', payload: 'a' }
    expect(await answerTo(publish, new Response('', { status }))).toEqual(answer)
    expect(await framesOf(new Response('', { status }))).toEqual([{ kind: 'ended', failure: answer }])
  })

  it('a missing item is a miss', async () => {
    expect(await answerTo(get, new Response('', { status: 404 }))).toEqual({ outcome: 'miss' })
  })

  it('a found one is its bytes', async () => {
    const answer = await answerTo(get, new Response(Uint8Array.of(1, 2)))
    expect(answer).toEqual({ outcome: 'hit', value: Uint8Array.of(1, 2) })
  })

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['999999999', 86_400_000],
    ['-1', undefined],
    ['1.5', undefined],
    ['Fri, 31 Dec 2049 23:59:59 GMT', undefined],
    ['soon', undefined],
  ])('retry-after: %s', async (value, retryAfterMs) => {
    const response = new Response('', { status: 503, headers: { 'retry-after': value } })
    const expected = retryAfterMs === undefined ? {} : { retryAfterMs }
    expect(await answerTo(get, response)).toEqual({ outcome: 'unavailable', ...expected })
  })

  it('a network failure is passing, and what it quotes stays inside', async () => {
    const failure = new TypeError(`"${jwt}" is an invalid header value`)
    expect(await answerTo(get, failure)).toEqual({ outcome: 'unavailable' })
    expect(await framesOf(failure)).toEqual([{ kind: 'ended', failure: { outcome: 'unavailable' } }])
  })

  it('so is a body that breaks off', async () => {
    const body = new ReadableStream({ start: controller => controller.error(new Error('cut')) })
    expect(await answerTo(get, new Response(body))).toEqual({ outcome: 'unavailable' })
  })

  it('rejects when it is aborted, and only then', async () => {
    const controller = new AbortController()
    controller.abort()
    const { transport } = service(new Error('aborted'))
    await expect(transport.call(get, fakeToken(), controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('a poll gives its frames', async () => {
    const items = [{ item: { sequence_page: 3, topic_sequence_number: 10, value: { text: 'a' } } }]
    expect(await framesOf(new Response(JSON.stringify({ items })))).toEqual([
      { kind: 'item', page: 3n, sequenceNumber: 10n, payload: 'a' },
    ])
  })

  it('a poll that cannot be read ends as unavailable', async () => {
    expect(await framesOf(new Response('<html>'))).toEqual([
      { kind: 'ended', failure: { outcome: 'unavailable' } },
    ])
  })
})

describe('settings', () => {
  it.each<[MomentoHttpOptions, string, number]>([
    [{}, origin, 4],
    [{}, 'a.momentohq.com', 32],
    [{ maxPolls: 2 }, origin, 2],
    [{ maxPolls: 6 }, 'a.momentohq.com', 6],
  ])('%o: polls at %s are at most %i', (options, endpoint, size) => {
    const { transport } = service(undefined, options)
    expect(transport.pool?.(fakeToken(jwt, endpoint))).toMatchObject({ size })
  })

  it('an endpoint that is not trusted has no pool', () => {
    expect(service().transport.pool?.(fakeToken(jwt, 'evil.io'))).toBeUndefined()
  })

  it.each<MomentoHttpOptions>([
    { endpoint: 'http://x/' },
    { endpoints: ['x y'] },
    { maxPolls: 0 },
    { maxPolls: Number.NaN },
  ])('refuses %o at once', options => {
    expect(() => momentoHttp(options)).toThrow(TypeError)
  })

  it('can do what it says', () => {
    expect([...service().transport.can]).toEqual(['cache', 'publish', 'turned-streams'])
  })
})
