import { createFakeBackend, createTestWorld } from '@hallpass/testing'
import { describe, expect, it } from 'vitest'
import { defineScopes } from '../scope/index.js'
import { createTokenStore } from '../store/create-token-store.js'
import { authorizationFor } from './authorization-for.js'

const scopes = defineScopes({ lobby: { permissions: [{ role: 'readonly', cache: 'chat' }] } })

function setUp() {
  const world = createTestWorld()
  const backend = createFakeBackend(world)
  const { environment } = world.openTab()
  const tokens = createTokenStore({ id: 'test', source: backend.source, scopes, environment })
  return { world, backend, tokens, environment }
}

describe('authorizationFor', () => {
  it('gives the header for a URL of the page', async () => {
    const { world, backend, tokens, environment } = setUp()
    const headers = await world.waitFor(authorizationFor(tokens, '/items', undefined, { environment }))
    expect(headers).toEqual({ authorization: `Bearer ${backend.issued[0]?.secret}` })
  })

  it('asks for the token of the scope', async () => {
    const { world, backend, tokens, environment } = setUp()
    await world.waitFor(authorizationFor(tokens, '/items', 'lobby', { environment }))
    expect(backend.requests).toMatchObject([
      { scope: { permissions: [{ role: 'readonly', cache: 'chat' }] } },
    ])
  })

  it.each([
    ['Momento', 'Momento '],
    ['', ''],
  ])('writes the scheme "%s" before the token', async (scheme, before) => {
    const { world, backend, tokens, environment } = setUp()
    const headers = await world.waitFor(
      authorizationFor(tokens, '/items', undefined, { scheme, environment }),
    )
    expect(headers).toEqual({ authorization: `${before}${backend.issued[0]?.secret}` })
  })

  it.each(['https://api.example/items', 'wss://api.example/socket', new URL('https://api.example/')])(
    'serves %s where its origin is listed',
    async url => {
      const { world, tokens, environment } = setUp()
      const asked = authorizationFor(tokens, url, undefined, {
        origins: ['https://api.example'],
        environment,
      })
      expect(Object.keys(await world.waitFor(asked))).toEqual(['authorization'])
    },
  )

  it('rejects as getToken does', async () => {
    const { world, backend, tokens, environment } = setUp()
    backend.fail(401)
    const asked = authorizationFor(tokens, '/items', undefined, { environment })
    await expect(world.waitFor(asked)).rejects.toMatchObject({ code: 'signed-out' })
  })

  it.each(['Bea rer', 'Bearer ', 'Bearer\r\nx-evil:', 'Bärer'])('rejects the scheme %j', async scheme => {
    const { tokens, environment } = setUp()
    await expect(authorizationFor(tokens, '/items', undefined, { scheme, environment })).rejects.toThrow(
      TypeError,
    )
  })
})
