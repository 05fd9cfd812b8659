import { createFakeBackend, createTestWorld } from '@hallpass/testing'
import { describe, expect, it } from 'vitest'
import { createTokenStore } from '../store/create-token-store.js'
import { authorizationFor } from './authorization-for.js'
import { createFetcher } from './create-fetcher.js'

function setUp() {
  const world = createTestWorld()
  const backend = createFakeBackend(world)
  const tab = world.openTab().environment
  const tokens = createTokenStore({ id: 'test', source: backend.source, environment: tab })
  const sent: Request[] = []
  const fetch = async (input: string | Request, init?: RequestInit): Promise<Response> => {
    sent.push(new Request(input, init))
    return new Response('ok')
  }
  return { world, backend, tokens, sent, environment: { ...tab, fetch } }
}

const origins = ['https://api.example', 'http://localhost:8080']

const hostile: readonly (readonly [why: string, url: string])[] = [
  ['another host', 'https://evil.example/'],
  ['a host that begins alike', 'https://api.example.evil.example/'],
  ['a host that begins alike, without a dot', 'https://api.examples/'],
  ['a host that ends alike', 'https://evil-api.example/'],
  ['a subdomain', 'https://a.api.example/'],
  ['the parent domain', 'https://example/'],
  ['a trailing dot', 'https://api.example./'],
  ['another port', 'https://api.example:8443/'],
  ['the port of http', 'https://api.example:80/'],
  ['no port where one is allowed', 'http://localhost/'],
  ['a port that begins alike', 'http://localhost:80801/'],
  ['a longer port', 'http://localhost:808/'],
  ['http for https', 'http://api.example/'],
  ['https for http', 'https://localhost:8080/'],
  ['a user name', 'https://api.example@evil.example/'],
  ['a user name and a password', `https://api.example:${443}@evil.example/`],
  ['a user name on the right host', 'https://ada@api.example/'],
  ['a backslash before the host', 'https:\\\\evil.example/'],
  ['an encoded slash', 'https://api.example%2f@evil.example/'],
  ['an encoded dot', 'https://api%2eexample.evil.example/'],
  ['a tab in the host', 'https://api.ex\tample.evil.example/'],
  ['a line break before the host', 'https://\nevil.example/'],
  ['a protocol-relative URL', '//evil.example/https://api.example/'],
  ['a protocol-relative URL of backslashes', '\\\\evil.example/'],
  ['three slashes', 'https:///evil.example/'],
  ['no slashes', 'https:evil.example'],
  ['the origin in the query', 'https://evil.example/?https://api.example/'],
  ['the origin in the fragment', 'https://evil.example/#https://api.example/'],
  ['a look-alike letter', 'https://аpi.example/'],
  ['another address of the loopback', 'http://127.0.0.1:8080/'],
  ['a script', 'javascript:fetch("https://api.example/")'],
  ['data', 'data:text/plain,https://api.example/'],
  ['a blob of an allowed origin', 'blob:https://api.example/1f7f'],
  ['a file', 'file:///https://api.example/'],
  ['a view of a source', 'view-source:https://api.example/'],
  ['a WebSocket without TLS', 'ws://api.example/'],
  ['the page itself, which is not listed', '/items'],
  ['nothing', ''],
]

describe.each(hostile)('%s', (_, url) => {
  it('gets no token from a fetcher, nor any request', async () => {
    const { world, backend, tokens, sent, environment } = setUp()
    const fetcher = createFetcher(tokens, { origins, environment })
    await expect(world.waitFor(fetcher(url))).rejects.toThrow()
    expect(sent).toEqual([])
    expect(backend.requests).toEqual([])
  })

  it('gets no header', async () => {
    const { world, backend, tokens, environment } = setUp()
    const asked = authorizationFor(tokens, url, undefined, { origins, environment })
    await expect(world.waitFor(asked)).rejects.toThrow()
    expect(backend.requests).toEqual([])
  })
})

it.each([
  'https://evil.example/',
  'https://api.example.evil.example/',
  'http://api.example/',
  '//evil.example/',
  '/items',
])('%s is refused with a code', async url => {
  const { tokens, environment } = setUp()
  const refused = { problem: { code: 'endpoint-not-allowed' } }
  await expect(createFetcher(tokens, { origins, environment })(url)).rejects.toMatchObject(refused)
  await expect(authorizationFor(tokens, url, undefined, { origins, environment })).rejects.toMatchObject(
    refused,
  )
})

it.each([
  ['https://api.example', 'https://api.example/'],
  ['https://api.example?page=2', 'https://api.example/?page=2'],
  ['HTTPS://API.Example:443/Items', 'https://api.example/Items'],
  ['https://api.example//evil.example/', 'https://api.example//evil.example/'],
  ['https://api.example\\@evil.example/', 'https://api.example/@evil.example/'],
  ['https://api.example/..//@evil.example', 'https://api.example//@evil.example'],
  [' \thttps://api.example/a\nb', 'https://api.example/ab'],
  ['http://localhost:8080/items#top', 'http://localhost:8080/items#top'],
])('%j is sent, as the URL that was judged', async (written, url) => {
  const { world, tokens, sent, environment } = setUp()
  await world.waitFor(createFetcher(tokens, { origins, environment })(written))
  expect(sent.map(request => request.url)).toEqual([url])
})

it('a URL object that is changed afterwards goes where it was first', async () => {
  const { world, tokens, sent, environment } = setUp()
  const url = new URL('https://api.example/items')
  const asked = createFetcher(tokens, { origins, environment })(url)
  url.host = 'evil.example'
  await world.waitFor(asked)
  expect(sent.map(request => request.url)).toEqual(['https://api.example/items'])
})

describe('without a list', () => {
  it('the page and nobody else gets the token', async () => {
    const { world, tokens, sent, environment } = setUp()
    const fetcher = createFetcher(tokens, { environment })
    await world.waitFor(fetcher('/items'))
    await world.waitFor(fetcher('https://app.example/more'))
    await expect(fetcher('https://api.example/')).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
    expect(sent.map(request => request.url)).toEqual([
      'https://app.example/items',
      'https://app.example/more',
    ])
  })

  it.each([undefined, 'null', 'file://'])('a page whose origin is %s has to list', async origin => {
    const { tokens, sent, environment: given } = setUp()
    const environment = { ...given, network: { origin } }
    const fetcher = createFetcher(tokens, { environment })
    await expect(fetcher('https://api.example/')).rejects.toThrow(TypeError)
    await expect(
      authorizationFor(tokens, 'https://api.example/', undefined, { environment }),
    ).rejects.toThrow('origins: ')
    expect(sent).toEqual([])
  })
})

describe('a list', () => {
  it.each([
    ...[
      'api.example',
      '//api.example',
      'https://api.example/',
      'https://api.example/v1',
      'https://*.example',
      '*',
      '',
    ],
    ...[
      'https://ada@api.example',
      'https://api.example?x',
      'https://api.example#x',
      'wss://api.example',
      'null',
      'https://',
    ],
  ])('with "%s" in it is wrong use', origin => {
    const { tokens, environment } = setUp()
    expect(() => createFetcher(tokens, { origins: [origin], environment })).toThrow(TypeError)
  })

  it.each(['https://API.Example', 'https://api.example:443'])('may say %s for its own', async origin => {
    const { world, tokens, sent, environment } = setUp()
    await world.waitFor(
      createFetcher(tokens, { origins: [origin], environment })('https://api.example/items'),
    )
    expect(sent).toHaveLength(1)
  })

  it('that is empty lets nothing pass', async () => {
    const { tokens, environment } = setUp()
    const fetcher = createFetcher(tokens, { origins: [], environment })
    await expect(fetcher('/items')).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
  })
})
