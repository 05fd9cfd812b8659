import {
  createFakeBackend,
  createTestWorld,
  type FakeBackend,
  type FakeHandler,
  type TestWorld,
} from '@hallpass/testing'
import type { FetcherEnvironment } from '../src/environment/fetcher-environment.js'
import { createFetcher } from '../src/fetcher/create-fetcher.js'
import type { FetcherOptions } from '../src/fetcher/fetcher-options.js'
import { createTokenStore, type TokenStoreOptions } from '../src/store/create-token-store.js'
import type { TokenStore } from '../src/store/token-store.js'

/** A page with a store, and a service that takes the tokens of its backend. */
export interface FetcherPage<Names extends string> {
  readonly world: TestWorld
  readonly backend: FakeBackend
  readonly tokens: TokenStore<Names>
  readonly environment: FetcherEnvironment
  /** Every request of the page's fetchers. */
  readonly sent: Request[]
  /** Another service in the place of the first. */
  service(answer: FakeHandler): void
  open(options?: FetcherOptions<Names>): typeof globalThis.fetch
  authorizations(): (string | null)[]
  /** What the tokens issued so far look like in a header. */
  bearers(): string[]
}

export function openFetcherPage<Names extends string>(
  options: Pick<TokenStoreOptions<Names>, 'scopes'> = {},
  lifetimeMs = 60_000,
): FetcherPage<Names> {
  const world = createTestWorld()
  const backend = createFakeBackend(world, { lifetimeMs })
  const { environment: tab } = world.openTab()
  const tokens = createTokenStore({ ...options, id: 'test', source: backend.source, environment: tab })
  const sent: Request[] = []
  const fetch = (input: string | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    sent.push(request.clone())
    return tab.fetch(request.url, request)
  }
  const service = (answer: FakeHandler): void => {
    world.network.serve('https://app.example/', answer)
  }
  service(async ({ headers }) => {
    const secret = headers.get('authorization')?.replace('Bearer ', '') ?? ''
    return backend.accepts(secret) ? new Response('served') : refusal('Bearer error="invalid_token"')
  })
  const environment = { ...tab, fetch }
  return {
    ...{ world, backend, tokens, environment, sent, service },
    open: asked => createFetcher(tokens, { environment, ...asked }),
    authorizations: () => sent.map(({ headers }) => headers.get('authorization')),
    bearers: () => backend.issued.map(({ secret }) => `Bearer ${secret}`),
  }
}

export function refusal(challenge?: string, status = 401): Response {
  return new Response('refused', {
    status,
    headers: challenge === undefined ? {} : { 'www-authenticate': challenge },
  })
}
