import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const openMany = (count: number): OpenStore[] => Array.from({ length: count }, () => open())
const getAll = (stores: readonly OpenStore[]) => Promise.all(stores.map(({ tokens }) => tokens.getToken()))
const held = (stores: readonly OpenStore[]) =>
  new Set(stores.map(({ tokens }) => tokens.peekToken()?.reveal()))

/** Fifty tabs at a cold start: how many requests that takes. */
async function requestsOfColdStart(): Promise<number> {
  await world.waitFor(getAll(openMany(50)))
  return backend.requests.length
}

describe('fifty tabs at a cold start', () => {
  it('make one request and have one token', async () => {
    const stores = openMany(50)
    await world.waitFor(getAll(stores))
    expect(backend.requests).toHaveLength(1)
    expect(held(stores)).toEqual(new Set([secretOf(1)]))
  })

  it('make one request when it takes almost as long as it may', async () => {
    backend.delayMs = 9_500
    await world.waitFor(getAll(openMany(50)))
    expect(backend.requests).toHaveLength(1)
  })

  it('make more than one where the locks are broken: the claim above can fail', async () => {
    world.locks.fail()
    expect(await requestsOfColdStart()).toBeGreaterThan(1)
  })

  it('are renewed by one of them each time', async () => {
    const stores = openMany(50)
    await world.waitFor(getAll(stores))
    await world.advance(120_000)
    const issued = stores.flatMap(({ events }) =>
      events.filter(({ type }) => /^token-(issued|renewed)$/.test(type)),
    )
    expect(issued).toHaveLength(backend.requests.length)
    expect(new Set(issued.map(({ generation }) => generation)).size).toBe(issued.length)
    expect(backend.mostAtOnce()).toBe(1)
    expect(backend.requests.length).toBeLessThanOrEqual(5)
  })
})

describe('without any locks', () => {
  beforeEach(() => world.locks.fail())

  it('tabs make one request each at most, and all end with the newest token', async () => {
    const stores = openMany(6)
    await world.waitFor(getAll(stores))
    await world.advance(5_000)
    expect(backend.requests.length).toBeLessThanOrEqual(6)
    expect(held(stores).size).toBe(1)
    expect(JSON.stringify(world.storage.dump())).toContain([...held(stores)][0])
  })

  it('a scope is asked for once at a time in each tab', async () => {
    const { tokens } = open()
    await world.waitFor(Promise.all(Array.from({ length: 30 }, () => tokens.getToken())))
    expect(backend.requests).toHaveLength(1)
  })

  it('a tab whose own request is lost is served by what another has brought', async () => {
    let isLost = true
    const source: typeof backend.source = request => {
      if (!isLost) return backend.source(request)
      isLost = false
      return new Promise(() => {})
    }
    const unlucky = open({ source }).tokens.getToken()
    await world.advance(100)
    await world.waitFor(open().tokens.getToken())
    expect((await world.waitFor(unlucky)).reveal()).toBe(secretOf(1))
  })

  it('tabs agree again after each renewal', async () => {
    const stores = openMany(3)
    await world.waitFor(getAll(stores))
    for (let minute = 0; minute < 10; minute++) {
      await world.advance(60_000)
      await world.advance(1_000)
      expect(held(stores).size).toBe(1)
    }
  })
})

describe('a tab that is frozen with the lock in its hands', () => {
  async function freezeHolder() {
    const [holder, other] = [open(), open()]
    backend.delayMs = 5_000
    const late = codeOf(holder.tokens.getToken())
    await world.advance(1_000)
    holder.tab.freeze()
    return { holder, other, late }
  }

  it('keeps nobody waiting: it lets go on its way', async () => {
    const { other } = await freezeHolder()
    const startedAt = world.clock.now()
    await world.waitFor(other.tokens.getToken())
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(6_000)
  })

  it('comes back with an answer that overwrites nothing newer', async () => {
    const { holder, other, late } = await freezeHolder()
    const newer = await world.waitFor(other.tokens.getToken())
    await world.advance(10_000)
    holder.tab.thaw()
    await world.advance(5_000)
    expect(await late).toBe('no error')
    expect(held([holder, other])).toEqual(new Set([newer.reveal()]))
    expect(JSON.stringify(world.storage.dump())).toContain(newer.reveal())
  })

  it('that could not let go delays the others by a request and a moment', async () => {
    const deaf = world.openTab()
    const lifecycle = { visibility: () => 'visible' as const, subscribe: () => () => {} }
    void codeOf(open({ environment: { ...deaf.environment, lifecycle } }).tokens.getToken())
    backend.delayMs = 5_000
    await world.advance(1_000)
    deaf.freeze()
    const startedAt = world.clock.now()
    await world.waitFor(open().tokens.getToken())
    expect(world.clock.now() - startedAt).toBeGreaterThanOrEqual(11_000)
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(18_100)
  })

  it('is passed by the others one after the other, so that most of them find what the first has brought', async () => {
    const deaf = world.openTab()
    void codeOf(
      open({
        environment: {
          ...deaf.environment,
          lifecycle: { visibility: () => 'visible', subscribe: () => () => {} },
        },
      }).tokens.getToken(),
    )
    await world.advance(50)
    deaf.freeze()
    const before = backend.requests.length
    await world.waitFor(getAll(openMany(6)))
    expect(backend.requests.length - before).toBeLessThanOrEqual(3)
  })
})

describe('a tab that goes away', () => {
  it.each(['close', 'crash'] as const)('with a request on its way (%s) leaves it to another', async end => {
    const [first, second] = openMany(2)
    backend.delayMs = 3_000
    void codeOf(first?.tokens.getToken() ?? Promise.resolve())
    const waiting = second?.tokens.getToken() ?? expect.fail()
    await world.advance(1_000)
    first?.tab[end]()
    expect((await world.waitFor(waiting)).reveal()).toBe(secretOf(2))
  })
})

describe('a tab that is looked at while it waits', () => {
  const moments = Array.from({ length: 100 }, (_, index) => index * 5)

  it('says of its own token that it was issued, and tells the others, whenever that was', async () => {
    for (const afterMs of moments) {
      ;({ world, backend, open } = createStoreWorld({ seed: afterMs }))
      world.storage.delay(0, 80)
      const { tab, tokens, types } = open()
      const waiting = tokens.getToken()
      await world.advance(afterMs)
      tab.show()
      await world.waitFor(waiting)
      await world.advance(1_000)
      expect(types()).toEqual(['token-issued'])
      expect(world.channels.posted).not.toEqual([])
    }
  })
})

describe('a backend that answers nothing', () => {
  it('is given ten seconds, and then another chance', async () => {
    backend.delayMs = 3_600_000
    const { tokens } = open()
    const startedAt = world.clock.now()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    expect(world.clock.now() - startedAt).toBe(10_000)
    expect(tokens.scopeState()).toMatchObject({ status: 'waiting', cause: 'unavailable' })
    backend.delayMs = 100
    await world.advance(5_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(2))
  })

  it('is told that nobody waits any more', async () => {
    const signals: AbortSignal[] = []
    const source = ({ signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise<never>(() => {})
    }
    void codeOf(open({ source }).tokens.getToken())
    await world.advance(9_999)
    expect(signals[0]?.aborted).toBe(false)
    await world.advance(1)
    expect(signals[0]?.aborted).toBe(true)
  })
})
