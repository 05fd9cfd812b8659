import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFetcher } from './create-fetcher.js'
import type { FetcherTokens } from './fetcher-options.js'

const tokens: FetcherTokens = { getToken: vi.fn(() => new Promise<never>(() => {})), rejected: () => {} }

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('in a page', () => {
  it('its origin and its fetch are looked up when they are used', async () => {
    const fetcher = createFetcher(tokens)
    vi.stubGlobal('location', { origin: 'https://app.example' })
    vi.stubGlobal('fetch', async (input: Request) => new Response(input.url))
    const headers = { authorization: 'Basic own' }
    expect(await (await fetcher('/items', { headers })).text()).toBe('https://app.example/items')
    await expect(fetcher('https://api.example/')).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
    void fetcher('/items')
    expect(tokens.getToken).toHaveBeenCalledTimes(1)
  })

  it('a relative URL is what it is to the page, also under a foreign base', async () => {
    vi.stubGlobal('location', { origin: 'https://app.example' })
    class BasedRequest extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(typeof input === 'string' ? new URL(input, 'https://elsewhere.example/') : input, init)
      }
    }
    vi.stubGlobal('Request', BasedRequest)
    await expect(createFetcher(tokens)('/items')).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
  })
})

describe('outside a page', () => {
  it('a fetcher can be made, and says at its first call that origins are required', async () => {
    const fetcher = createFetcher(tokens)
    await expect(fetcher('https://api.example/')).rejects.toThrow(
      new TypeError('origins: "" is none, "https://api.example" is'),
    )
  })

  it('one whose platform has no URL that can tell works with what is written', async () => {
    vi.stubGlobal(
      'URL',
      class {
        get origin(): string {
          throw new Error('not implemented')
        }
      },
    )
    const fetch = async (): Promise<Response> => new Response()
    const fetcher = createFetcher(tokens, { origins: ['https://api.example'], environment: { fetch } })
    await expect(fetcher('https://evil.example/')).rejects.toMatchObject({ code: 'endpoint-not-allowed' })
    const headers = { authorization: 'Basic own' }
    expect(await fetcher('https://api.example/items', { headers })).toHaveProperty('status', 200)
  })
})
