import { tokenEndpoint } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, open } = createStoreWorld())
})

/** A token endpoint whose clock runs ahead of this device's, told by its `Date`, by `issued_at`, or not at all. */
function endpoint(aheadMs: number, tells: 'date' | 'issued_at' | 'nothing') {
  const url = 'https://app.example/clock'
  world.network.serve(url, async () => {
    const at = world.clock.now() + aheadMs
    const issued = tells === 'issued_at' ? { issued_at: Math.floor(at / 1_000) } : {}
    const body = { access_token: `token-${at}-Zx9QvK3mT7`, token_type: 'Bearer', expires_in: 60, ...issued }
    const headers = tells === 'date' ? { date: new Date(at).toUTCString() } : undefined
    return new Response(JSON.stringify(body), headers && { headers })
  })
  return tokenEndpoint(url)
}

const skewOf = (state: { status: string; skewMs?: number | undefined }) => state.skewMs

describe("the backend's clock", () => {
  it.each([-3_600_000, -61_500, 61_500, 86_400_000])(
    'is seen to be off by %i ms, and that is said once',
    async ms => {
      const { tokens, events } = open({ source: endpoint(ms, 'date') })
      await world.waitFor(tokens.getToken())
      await world.advance(300_000)
      expect(Math.abs((skewOf(tokens.sessionState()) ?? expect.fail()) - ms)).toBeLessThanOrEqual(1_000)
      expect(events.filter(({ type }) => type === 'clock-skewed')).toHaveLength(1)
    },
  )

  it('that is right is no news', async () => {
    const { tokens, types } = open({ source: endpoint(0, 'date') })
    await world.waitFor(tokens.getToken())
    expect(skewOf(tokens.sessionState())).toBe(0)
    expect(types()).not.toContain('clock-skewed')
  })

  it('is no earlier than the moment a token was issued', async () => {
    const { tokens } = open({ source: endpoint(120_000, 'issued_at') })
    await world.waitFor(tokens.getToken())
    expect(skewOf(tokens.sessionState())).toBe(120_000)
  })

  it('may be any time after that: a token that was kept a while tells nothing', async () => {
    const { tokens } = open({ source: endpoint(-1_200_000, 'issued_at') })
    await world.waitFor(tokens.getToken())
    expect(skewOf(tokens.sessionState())).toBeUndefined()
  })

  it('is unknown where nothing tells', async () => {
    const { tokens } = open({ source: endpoint(0, 'nothing') })
    await world.waitFor(tokens.getToken())
    expect(skewOf(tokens.sessionState())).toBeUndefined()
  })

  it('moves no renewal: what counts is how long a token lives', async () => {
    const { tokens, types } = open({ source: endpoint(3_600_000, 'date') })
    await world.waitFor(tokens.getToken())
    await world.advance(120_000)
    expect(types().filter(type => type === 'token-renewed').length).toBeGreaterThanOrEqual(3)
    expect(types().filter(type => type === 'token-renewed').length).toBeLessThanOrEqual(5)
  })
})
