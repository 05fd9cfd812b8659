import { beforeEach, describe, expect, it } from 'vitest'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a tab that stood still while another signed out', () => {
  it.each(['with', 'without'])(
    'serves nothing to the first who asks, %s a disk that takes its time',
    async how => {
      if (how === 'with') world.storage.delay(50, 50)
      const [frozen, other] = [open(), open()]
      await world.waitFor(Promise.all([frozen.tokens.getToken(), other.tokens.getToken()]))
      frozen.tab.freeze()
      await world.waitFor(other.tokens.signOut())
      frozen.tab.thaw()
      expect(frozen.tokens.peekToken()).toBeUndefined()
      expect(await world.waitFor(codeOf(frozen.tokens.getToken()))).toBe('signed-out')
    },
  )
})

describe('a tab that stood still while nothing happened', () => {
  it('serves the token it had, without a request, as soon as storage has said so', async () => {
    const { tab, tokens } = open()
    const token = await world.waitFor(tokens.getToken())
    tab.freeze()
    await world.advance(5_000)
    tab.thaw()
    expect(await world.waitFor(tokens.getToken())).toBe(token)
    expect(tokens.peekToken()).toBe(token)
    expect(backend.requests).toHaveLength(1)
  })

  it('serves it also where storage does not answer any more', async () => {
    const { tab, tokens } = open()
    const token = await world.waitFor(tokens.getToken())
    tab.freeze()
    world.storage.hang()
    tab.thaw()
    expect(await world.waitFor(tokens.getToken())).toBe(token)
  })

  it('serves a caller who comes before anybody was told that it runs again', async () => {
    const { environment } = world.openTab()
    const pausing: (() => void)[] = []
    const lifecycle = {
      visibility: () => 'visible' as const,
      subscribe: (listener: (event: 'app-is-pausing') => void) => {
        pausing.push(() => listener('app-is-pausing'))
        return () => {}
      },
    }
    const { tokens } = open({ environment: { ...environment, lifecycle } })
    const token = await world.waitFor(tokens.getToken())
    for (const pause of pausing) pause()
    expect(await world.waitFor(tokens.getToken())).toBe(token)
  })
})

describe('whoever observes a tab that stood still', () => {
  it('is told once there is a token to look at again, also where it is another one', async () => {
    const [frozen, other] = [open(), open()]
    await world.waitFor(Promise.all([frozen.tokens.getToken(), other.tokens.getToken()]))
    const seen: (string | undefined)[] = []
    frozen.tokens.observe(() => seen.push(frozen.tokens.peekToken()?.reveal()))
    frozen.tab.freeze()
    await world.advance(45_000)
    frozen.tab.thaw()
    await world.advance(100)
    expect(seen.at(-1)).toBe(other.tokens.peekToken()?.reveal())
  })
})
