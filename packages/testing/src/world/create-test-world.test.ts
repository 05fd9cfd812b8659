import { describe, expect, it } from 'vitest'
import { createTestWorld, type TestWorld } from './create-test-world.js'

const signal = new AbortController().signal

function logTimers(world: TestWorld, delaysMs: readonly number[]): string[] {
  const log: string[] = []
  const { timers, clock } = world.openTab().environment
  const startedMs = clock.monotonicMs()
  for (const delayMs of delaysMs) timers.start(delayMs, () => log.push(`${clock.monotonicMs() - startedMs}`))
  return log
}

describe('time in a fake world', () => {
  it('fires due timers in order, each at its moment', async () => {
    const world = createTestWorld()
    const log = logTimers(world, [300, 100, 200, 100])
    await world.advance(250)
    expect(log).toEqual(['100', '100', '200'])
    await world.advance(50)
    expect(log).toEqual(['100', '100', '200', '300'])
  })

  it('lets promises run to their end between two timers', async () => {
    const world = createTestWorld()
    const { timers } = world.openTab().environment
    const log: string[] = []
    timers.start(10, async () => {
      for (let step = 0; step < 50; step++) await undefined
      log.push('chain of the first ended')
    })
    timers.start(10, () => log.push('second fired'))
    await world.advance(10)
    expect(log).toEqual(['chain of the first ended', 'second fired'])
  })

  it('fires a timer started by a timer within the same advance', async () => {
    const world = createTestWorld()
    const { timers, clock } = world.openTab().environment
    const startedAt = clock.now()
    let chainedAfterMs = 0
    timers.start(10, () =>
      timers.start(20, () => {
        chainedAfterMs = clock.now() - startedAt
      }),
    )
    await world.advance(100)
    expect(chainedAfterMs).toBe(30)
    expect(clock.now() - startedAt).toBe(100)
  })

  it('reports timers that loop without time passing', async () => {
    const world = createTestWorld()
    const { timers } = world.openTab().environment
    const again = (): void => void timers.start(0, again)
    again()
    await expect(world.advance(1)).rejects.toThrow('without time passing')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])('refuses a delay of %s ms', delayMs => {
    const { timers } = createTestWorld().openTab().environment
    expect(() => timers.start(delayMs, () => {})).toThrow(RangeError)
  })

  it('sets the wall clock without touching the monotonic one, timers or true time', async () => {
    const world = createTestWorld({ startAt: 1_000_000 })
    const log = logTimers(world, [1_000])
    world.jumpWallClock(-400_000)
    expect(world.clock.now()).toBe(600_000)
    expect(world.clock.monotonicMs()).toBe(0)
    expect(world.trueNow()).toBe(1_000_000)
    await world.advance(999)
    expect(log).toEqual([])
  })

  it('sleeps with timers and the monotonic clock standing still while the outside goes on', async () => {
    const world = createTestWorld({ startAt: 0 })
    const log = logTimers(world, [1_000])
    const outside: number[] = []
    world.outsideTimers.start(5_000, () => outside.push(world.trueNow()))
    await world.advance(500)
    await world.sleep(8 * 3_600_000)
    expect(world.clock.now()).toBe(8 * 3_600_000 + 500)
    expect(world.clock.monotonicMs()).toBe(500)
    expect(outside).toEqual([5_000])
    expect(log).toEqual([])
    await world.advance(500)
    expect(log).toEqual(['1000'])
  })

  it('keeps from sleeping tabs what arrives meanwhile', async () => {
    const world = createTestWorld({ startAt: 0 })
    world.network.serve('https://', async (_, { standStill }) => {
      await standStill(new Promise<void>(resolve => world.outsideTimers.start(5_000, resolve)))
      return new Response()
    })
    let answeredAt = 0
    world
      .openTab()
      .environment.fetch('/api')
      .then(() => {
        answeredAt = world.clock.now()
      })
    await world.sleep(3_600_000)
    expect(answeredAt).toBe(3_600_000)
  })

  it('waits for a promise no longer than told', async () => {
    const world = createTestWorld()
    const { timers, clock } = world.openTab().environment
    const inTime = new Promise<string>(resolve => timers.start(5_000, () => resolve('there')))
    expect(await world.waitFor(inTime)).toBe('there')
    expect(clock.monotonicMs()).toBe(5_000)
    await expect(world.waitFor(new Promise(() => {}), 1_000)).rejects.toThrow('1000 ms')
  })

  it('gives the same random numbers for the same seed and others for another', () => {
    const numbersOf = (seed: number): number[] => {
      const { random } = createTestWorld({ seed }).openTab().environment
      return Array.from({ length: 5 }, random)
    }
    expect(numbersOf(7)).toEqual(numbersOf(7))
    expect(numbersOf(7)).not.toEqual(numbersOf(8))
    expect(numbersOf(7).every(number => number >= 0 && number < 1)).toBe(true)
  })
})

describe('tabs of a fake world', () => {
  it('share what is stored', async () => {
    const world = createTestWorld()
    const [first, second] = [world.openTab(), world.openTab()].map(tab => tab.environment.storage.open('db'))
    await first?.transact([], () => ({ result: 0, write: 'put', entries: [['a', { n: 1 }]] }), signal)
    expect(await second?.read(['a', 'b'], signal)).toEqual([{ n: 1 }, undefined])
    expect(world.storage.dump()).toEqual({ db: { a: { n: 1 } } })
  })

  it('get what happened while they were frozen in order, after the word that they woke', async () => {
    const world = createTestWorld()
    const tab = world.openTab()
    const log: string[] = []
    const { environment } = tab
    environment.lifecycle.subscribe(event => log.push(event))
    environment.channel.open('doorbell', message => log.push(`message ${message}`))
    environment.timers.start(1_000, () => log.push('timer'))
    tab.freeze()
    world.channels.forge('doorbell', 1)
    await world.advance(5_000)
    world.channels.forge('doorbell', 2)
    await world.settle()
    expect(log).toEqual(['app-is-pausing'])
    tab.thaw()
    expect(log).toEqual(['app-is-pausing', 'app-woke', 'message 1', 'timer', 'message 2'])
  })

  it('do not fire a timer that was stopped between thaw and its turn', async () => {
    const world = createTestWorld()
    const tab = world.openTab()
    const { lifecycle, timers } = tab.environment
    let hasFired = false
    const stop = timers.start(10, () => {
      hasFired = true
    })
    lifecycle.subscribe(event => {
      if (event === 'app-woke') stop()
    })
    tab.freeze()
    await world.advance(20)
    tab.thaw()
    expect(hasFired).toBe(false)
  })

  it('keep a lock while frozen and give it up when they close or crash', async () => {
    const world = createTestWorld()
    const holder = world.openTab()
    const { lock } = world.openTab().environment
    const outcome = async (): Promise<string> => (await lock.tryAcquire('one')).outcome
    await holder.environment.lock.tryAcquire('one')
    holder.freeze()
    expect(await outcome()).toBe('busy')
    holder.crash()
    expect(await outcome()).toBe('acquired')
    expect(world.locks.heldNames()).toEqual(['one'])
  })

  it('run nothing once they are closed', async () => {
    const world = createTestWorld()
    const tab = world.openTab()
    const log: string[] = []
    const { environment } = tab
    environment.lifecycle.subscribe(event => log.push(event))
    environment.timers.start(10, () => log.push('timer'))
    environment.storage
      .open('db')
      .read(['a'], signal)
      .finally(() => log.push('read'))
    tab.close()
    await world.advance(100)
    expect(log).toEqual(['app-is-pausing'])
  })
})

describe('the network of a fake world', () => {
  it('answers by the last handler for a URL, with the headers of a browser', async () => {
    const world = createTestWorld({ origin: 'https://app.example' })
    world.network.serve('https://', async () => Response.json({ by: 'all' }))
    world.network.serve('https://api.example/', async ({ headers }) =>
      Response.json({ origin: headers.get('origin'), site: headers.get('sec-fetch-site') }),
    )
    const { fetch } = world.openTab().environment
    const other = await fetch('https://api.example/token', { method: 'POST' })
    expect(await other.json()).toEqual({ origin: 'https://app.example', site: 'cross-site' })
    expect(await (await fetch('/here')).json()).toEqual({ by: 'all' })
    expect(world.network.requestedUrls).toEqual(['https://api.example/token', 'https://app.example/here'])
  })

  it('fails requests to nobody, requests of an offline tab, and requests under way when it goes offline', async () => {
    const world = createTestWorld()
    const tab = world.openTab()
    const { fetch } = tab.environment
    await expect(fetch('/nobody')).rejects.toThrow(TypeError)
    world.network.serve('https://app.example/', (_, { standStill }) => standStill(new Promise(() => {})))
    const underWay = fetch('/api')
    tab.goOffline()
    await expect(underWay).rejects.toThrow(TypeError)
    await expect(fetch('/api')).rejects.toThrow(TypeError)
  })

  it('tells a tab that it is online again', () => {
    const tab = createTestWorld().openTab()
    const log: string[] = []
    tab.environment.network.subscribe(event => log.push(event))
    tab.goOffline()
    tab.goOnline()
    expect(log).toEqual(['network-came-back'])
  })

  it('rejects with the reason of a signal that aborts', async () => {
    const world = createTestWorld()
    world.network.serve('https://', (_, { standStill }) => standStill(new Promise(() => {})))
    const controller = new AbortController()
    const asked = world.openTab().environment.fetch('/api', { signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toHaveProperty('name', 'AbortError')
  })

  it('waits for a handler that works in real time before it lets time pass', async () => {
    const world = createTestWorld()
    world.network.serve('https://', async () => {
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(100_000))
      return new Response(digest)
    })
    let isAnswered = false
    world
      .openTab()
      .environment.fetch('/api')
      .then(() => {
        isAnswered = true
      })
    await world.advance(1)
    expect(isAnswered).toBe(true)
  })
})
