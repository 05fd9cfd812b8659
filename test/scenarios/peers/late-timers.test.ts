import { describe, expect, it } from 'vitest'
import { codeOf, createStoreWorld } from '../store-world.js'

const MINUTE = 60_000

describe('timers that fire up to six minutes late', () => {
  it('leave nobody without a token of an hour', async () => {
    const { world, backend, open } = createStoreWorld({ lifetimeSec: 3_600 })
    const { environment } = world.openTab()
    const timers: typeof environment.timers = {
      start: (delayMs, fire) => environment.timers.start(delayMs + world.random() * 6 * MINUTE, fire),
    }
    const { tokens } = open({ environment: { ...environment, timers } })
    await world.waitFor(tokens.getToken())
    for (let minute = 0; minute < 24 * 60; minute++) {
      await world.advance(MINUTE)
      expect(tokens.peekToken(), `after ${minute + 1} minutes`).toBeDefined()
    }
    expect(backend.requests.length).toBeLessThanOrEqual(1 + (24 * 60) / 45)
  })
})

describe('a request that sleep cut off', () => {
  it('holds nobody up for longer after it than a request may take', async () => {
    const { world, backend, open } = createStoreWorld()
    backend.delayMs = 24 * 60 * MINUTE
    const { tab, tokens } = open()
    const code = codeOf(tokens.getToken())
    await world.advance(1_000)
    await world.sleep(8 * 60 * MINUTE)
    tab.show()
    const wokeAt = world.clock.now()
    expect(await world.waitFor(code)).toBe('unavailable')
    expect(world.clock.now() - wokeAt).toBeLessThanOrEqual(10_000)
  })
})
