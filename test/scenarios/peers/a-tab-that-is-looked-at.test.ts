import { describe, expect, it } from 'vitest'
import { secretOf } from '../fake-source.js'
import { createStoreWorld } from '../store-world.js'

describe('a tab that is looked at a hundred times', () => {
  it('asks for nothing, says nothing, and shows what it showed', async () => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec: 3_600 })
    const { tab, tokens, types } = open()
    await world.waitFor(tokens.getToken())
    const before = [tokens.scopeState(), tokens.sessionState(), tokens.peekToken()]
    for (let look = 0; look < 100; look++) {
      tab.hide()
      await world.advance(200)
      tab.show()
      await world.advance(200)
    }
    expect(backend.requests).toHaveLength(1)
    expect(types()).toEqual(['token-issued'])
    const after = [tokens.scopeState(), tokens.sessionState(), tokens.peekToken()]
    expect(after.map((value, index) => value === before[index])).toEqual([true, true, true])
  })
})

describe('a tab that nobody looks at', () => {
  it('renews nothing, and has a new token as soon as somebody does', async () => {
    const { world, backend, open } = createStoreWorld()
    const { tab, tokens } = open()
    await world.waitFor(tokens.getToken())
    tab.hide()
    await world.advance(600_000)
    expect(backend.requests).toHaveLength(1)
    tab.show()
    await world.advance(1_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(2))
  })

  it('leaves the renewal to one that somebody looks at', async () => {
    const { world, open } = createStoreWorld()
    const [seen, unseen] = [open(), open()]
    await world.waitFor(Promise.all([seen, unseen].map(({ tokens }) => tokens.getToken())))
    unseen.tab.hide()
    await world.advance(600_000)
    expect(seen.types()).toContain('token-renewed')
    expect(unseen.types()).not.toContain('token-renewed')
    expect(unseen.tokens.peekToken()?.reveal()).toBe(seen.tokens.peekToken()?.reveal())
  })
})

describe('ten tabs', () => {
  /** By arithmetic: a renewal of a token of five minutes comes after 225 to 240 seconds, whichever tab is first. */
  it('ask in an hour as often as one', async () => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec: 300 })
    const stores = Array.from({ length: 10 }, () => open())
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.advance(3_600_000)
    expect(backend.requests.length).toBeGreaterThanOrEqual(15)
    expect(backend.requests.length).toBeLessThanOrEqual(17)
  })
})
