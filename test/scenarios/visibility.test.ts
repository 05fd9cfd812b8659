import { beforeEach, describe, expect, it } from 'vitest'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a tab that nobody sees', () => {
  it('renews nothing of its own accord', async () => {
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    tab.hide()
    await world.advance(3_600_000)
    expect(backend.requests).toHaveLength(1)
  })

  it('gets a token when it asks for one', async () => {
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    tab.hide()
    await world.advance(3_600_000)
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('no error')
    expect(backend.requests).toHaveLength(2)
  })

  it('has a token again as soon as it is seen', async () => {
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    tab.hide()
    await world.advance(3_600_000)
    expect(tokens.peekToken()).toBeUndefined()
    tab.show()
    await world.advance(200)
    expect(tokens.peekToken()).toBeDefined()
    expect(backend.requests).toHaveLength(2)
  })

  it('leaves it to one that is seen, and has what that one brings', async () => {
    const [hidden, seen] = [open(), open()]
    await world.waitFor(Promise.all([hidden.tokens.getToken(), seen.tokens.getToken()]))
    hidden.tab.hide()
    await world.advance(600_000)
    expect(hidden.types()).not.toContain('token-renewed')
    expect(hidden.tokens.peekToken()?.reveal()).toBe(seen.tokens.peekToken()?.reveal())
  })
})
