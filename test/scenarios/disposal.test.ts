import { createTokenStore, type Environment, type TokenStoreOptions } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

/** An environment that knows what of it is in use. */
function watched(environment: Environment) {
  const inUse = new Map<string, number>()
  const start = (what: string, stop: () => void) => {
    inUse.set(what, (inUse.get(what) ?? 0) + 1)
    let isOver = false
    return () => {
      if (!isOver) inUse.set(what, (inUse.get(what) ?? 0) - 1)
      isOver = true
      stop()
    }
  }
  const timers: Environment['timers'] = {
    start(delayMs, fire) {
      const over = start('timer', () => {})
      const stop = environment.timers.start(delayMs, () => {
        over()
        fire()
      })
      return () => {
        over()
        stop()
      }
    },
  }
  const channel: Environment['channel'] = {
    open(name, onMessage) {
      const channel = environment.channel.open(name, onMessage)
      return { ...channel, close: start('channel', () => channel.close()) }
    },
  }
  const lifecycle: Environment['lifecycle'] = {
    ...environment.lifecycle,
    subscribe: listener => start('lifecycle', environment.lifecycle.subscribe(listener)),
  }
  const network: Environment['network'] = {
    origin: environment.network.origin,
    subscribe: listener => start('network', environment.network.subscribe(listener)),
  }
  const used = () => Object.fromEntries([...inUse].filter(([, count]) => count > 0))
  return { environment: { ...environment, timers, channel, lifecycle, network }, used }
}

function openWatched(changes: Partial<TokenStoreOptions> = {}) {
  const { environment, used } = watched(world.openTab().environment)
  const store = createTokenStore({ id: 'test', source: backend.source, environment, ...changes })
  return { store, used }
}

describe('a store', () => {
  it('that was only made is nothing but an object', async () => {
    const { used } = openWatched()
    await world.advance(60_000)
    expect(used()).toEqual({})
    expect(world.channels.openCount()).toBe(0)
    expect(world.storage.dump()).toEqual({})
  })

  it.each([['peekToken', 'scopeState', 'sessionState'] as const])(
    'that is only looked at starts nothing',
    async (...looks) => {
      const { store, used } = openWatched()
      for (const look of looks) store[look]()
      expect(store.can({ kind: 'read', cache: 'a', key: 'b' })).toBe('unknown')
      await world.advance(60_000)
      expect(used()).toEqual({})
    },
  )

  it('that is used listens to its surroundings, once, and keeps a timer while somebody would miss a token', async () => {
    const { store, used } = openWatched()
    await world.waitFor(store.getToken())
    expect(used()).toEqual({ channel: 1, lifecycle: 1, network: 1 })
    const stop = store.subscribe(() => {})
    store.observe(() => {})()
    expect(used()).toEqual({ channel: 1, lifecycle: 1, network: 1, timer: 1 })
    stop()
    expect(used()).toEqual({ channel: 1, lifecycle: 1, network: 1 })
  })
})

describe('a store that is disposed of', () => {
  const moments: readonly [string, (store: ReturnType<typeof openWatched>['store']) => Promise<unknown>][] = [
    ['before it was used', async () => {}],
    ['as soon as it was asked', async store => void codeOf(store.getToken())],
    ['while a request is on its way', store => Promise.race([codeOf(store.getToken()), world.advance(50)])],
    ['with a token in hand', store => store.getToken().then(() => store.subscribe(() => {}))],
    ['while it signs in', async store => void codeOf(store.signIn())],
    ['while it signs out', async store => void codeOf(store.signOut())],
  ]

  it.each(moments)('%s leaves nothing behind', async (_, until) => {
    const { store, used } = openWatched()
    store.subscribe(() => {})
    await world.waitFor(until(store))
    store.dispose()
    store.dispose()
    await world.settle()
    expect(used()).toEqual({})
    expect(world.locks.heldNames()).toEqual([])
  })

  it('while it waits for a lock asks for nothing any more', async () => {
    const holder = open()
    const { store, used } = openWatched()
    backend.answer = refusing('unavailable')
    void codeOf(holder.tokens.getToken())
    await world.settle()
    const code = codeOf(store.getToken())
    await world.settle()
    store.dispose()
    expect(await code).toBe('disposed')
    holder.tab.close()
    await world.advance(15_000)
    expect(backend.requests).toHaveLength(1)
    expect(used()).toEqual({})
  })

  it('gives up the request on its way, and tells the source', async () => {
    const signals: AbortSignal[] = []
    const source = ({ signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise<never>(() => {})
    }
    const { tokens } = open({ source })
    const code = codeOf(tokens.getToken())
    await world.advance(100)
    tokens.dispose()
    expect(await code).toBe('disposed')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  it('right after a reload asks for nothing, although the token it finds is to be renewed', async () => {
    const first = open()
    await world.waitFor(first.tokens.getToken())
    first.tab.close()
    await world.advance(45_000)
    const { tokens } = open()
    void codeOf(tokens.getToken())
    tokens.dispose()
    await world.advance(15_000)
    expect(backend.requests).toHaveLength(1)
  })

  it('asks for nothing when a token of it is refused afterwards, and says nothing', async () => {
    const { tokens, types } = open()
    const token = await world.waitFor(tokens.getToken())
    tokens.dispose()
    tokens.rejected(token)
    await world.advance(15_000)
    expect(backend.requests).toHaveLength(1)
    expect(types()).toEqual(['token-issued'])
  })

  it('turns every call away, and has no token', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    tokens.dispose()
    expect(tokens.peekToken()).toBeUndefined()
    const calls = [tokens.getToken(), tokens.signIn(), tokens.signOut()]
    expect(await Promise.all(calls.map(codeOf))).toEqual(['disposed', 'disposed', 'disposed'])
    await world.advance(60_000)
    expect(backend.signOuts).toBe(0)
    expect(JSON.stringify(world.storage.dump())).not.toContain('signedOutAt')
  })

  it('leaves other stores of the same tab alone', async () => {
    const { tab, tokens } = open()
    const other = createTokenStore({ id: 'test', source: backend.source, environment: tab.environment })
    await world.waitFor(Promise.all([tokens.getToken(), other.getToken()]))
    tokens.dispose()
    expect(other.peekToken()).toBeDefined()
    expect(backend.requests).toHaveLength(1)
  })
})
