import { createTokenStore, type TokenStore } from '@hallpass/core'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { createMswBackend, type MswBackend } from './create-msw-backend.js'

const url = 'https://app.example/api/token'
const server = setupServer()
let backend: MswBackend
let tokens: TokenStore

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))

beforeEach(() => {
  backend = createMswBackend({ url })
  server.use(...backend.handlers)
  tokens = openStore()
})

afterEach(() => {
  tokens.dispose()
  server.resetHandlers()
})

afterAll(() => server.close())

/** Real time and Node's own `fetch`, over the storage of a fake tab. */
function openStore(): TokenStore {
  const { storage, mark, lock, channel } = createTestWorld().openTab().environment
  return createTokenStore({
    id: 'test',
    source: backend.source,
    environment: { storage, mark, lock, channel },
  })
}

describe('a backend behind Mock Service Worker', () => {
  it('issues tokens to a store that asks with the platform’s own fetch', async () => {
    const token = await tokens.getToken()
    expect(token.reveal()).toBe(backend.issued[0]?.secret)
    expect(token.subject).toBe('ada')
    expect(backend.accepts(token.reveal())).toBe(true)
    expect(backend.requests).toMatchObject([{ kind: 'issue', headers: { 'hallpass-client': '1' } }])
  })

  it('names whoever is logged in, and refuses when nobody is', async () => {
    backend.logIn('bob')
    expect((await tokens.getToken()).subject).toBe('bob')
    backend.logOut()
    const other = openStore()
    await expect(other.getToken()).rejects.toHaveProperty('code', 'signed-out')
    other.dispose()
  })

  it.each([500, 'network-failure', 'captive-portal'] as const)(
    'answers %s once when told so',
    async answer => {
      backend.respondWith(answer)
      await expect(tokens.getToken()).rejects.toHaveProperty('code', 'unavailable')
      expect(backend.issued).toHaveLength(0)
    },
  )

  it('hears a sign-out', async () => {
    await tokens.getToken()
    expect(await tokens.signOut()).toEqual({ stored: true, revoked: 'yes' })
    expect(backend.requests.map(({ kind }) => kind)).toEqual(['issue', 'sign-out'])
  })
})
