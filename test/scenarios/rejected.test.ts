import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a token the service refused', () => {
  it('is dropped once, and one reissue serves all who had it', async () => {
    const { tokens, types } = open()
    const token = await world.waitFor(tokens.getToken())
    for (let call = 0; call < 20; call++) tokens.rejected(token)
    const given = await world.waitFor(Promise.all(Array.from({ length: 20 }, () => tokens.getToken())))
    expect(new Set(given.map(one => one.reveal()))).toEqual(new Set([secretOf(2)]))
    expect(types().filter(type => type === 'token-rejected')).toHaveLength(1)
    expect(backend.requests.map(({ reason }) => reason)).toEqual(['first', 'rejected'])
  })

  it('costs nothing when its successor is there already', async () => {
    const { tokens } = open()
    const first = await world.waitFor(tokens.getToken())
    tokens.rejected(first)
    await world.waitFor(tokens.getToken())
    tokens.rejected(first)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(2))
    await world.settle()
    expect(backend.requests).toHaveLength(2)
  })

  it('is not asked for in a loop when every successor is refused too', async () => {
    const { tokens } = open()
    for (let round = 0; round < 50; round++) {
      const token = await world.waitFor(tokens.getToken().catch(() => undefined))
      if (token !== undefined) tokens.rejected(token)
      await world.advance(100)
    }
    expect(backend.requests.length).toBeLessThanOrEqual(4)
  })

  it('is replaced once for two tabs that had it', async () => {
    const stores = [open(), open()]
    const had = await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    stores.forEach(({ tokens }, index) => {
      tokens.rejected(had[index] ?? expect.fail())
    })
    const given = await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    expect(new Set(given.map(token => token.reveal()))).toEqual(new Set([secretOf(2)]))
    expect(backend.requests).toHaveLength(2)
  })
})
