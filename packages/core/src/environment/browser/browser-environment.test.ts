import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserEnvironment } from './browser-environment.js'

const globals = [
  'indexedDB',
  'localStorage',
  'navigator',
  'BroadcastChannel',
  'document',
  'location',
  'addEventListener',
  'fetch',
  'crypto',
]

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Every global throws as soon as it is looked at, as in the strictest of sandboxes. */
function refuseEverything(): () => void {
  const had = globals.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const name of globals) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new DOMException(name, 'SecurityError')
      },
    })
  }
  return () => {
    for (const [name, descriptor] of had) {
      Reflect.deleteProperty(globalThis, name)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    }
  }
}

describe('the browser environment', () => {
  it('takes a clock that says no number for one that stands still', () => {
    vi.spyOn(Date, 'now').mockReturnValue(Number.NaN)
    vi.spyOn(performance, 'now').mockReturnValue(Number.NaN)
    const { clock } = browserEnvironment()
    expect([clock.now(), clock.monotonicMs()]).toEqual([0, 0])
    vi.restoreAllMocks()
  })

  it('can be imported and made where every global is refused', async () => {
    const restore = refuseEverything()
    vi.resetModules()
    const fresh = await import('./browser-environment.js')
    expect(() => fresh.browserEnvironment()).not.toThrow()
    restore()
  })

  it('looks up clocks, timers and fetch when they are used', async () => {
    const environment = browserEnvironment()
    vi.useFakeTimers({ now: 5_000 })
    vi.stubGlobal('fetch', async (input: string) => new Response(input))
    const fired = vi.fn()
    environment.timers.start(1_000, fired)
    const stop = environment.timers.start(1_000, fired)
    stop()
    expect(environment.clock.now()).toBe(5_000)
    const startedMs = environment.clock.monotonicMs()
    vi.advanceTimersByTime(1_000)
    expect(environment.clock.monotonicMs() - startedMs).toBe(1_000)
    expect(fired).toHaveBeenCalledTimes(1)
    expect(await (await environment.fetch('/token')).text()).toBe('/token')
  })

  it('does not fire at once what is due in more than setTimeout can count', () => {
    vi.useFakeTimers()
    const fired = vi.fn()
    browserEnvironment().timers.start(2 ** 31, fired)
    vi.advanceTimersByTime(24 * 86_400_000)
    expect(fired).not.toHaveBeenCalled()
  })

  it.each([
    ['with', { getRandomValues: (array: Uint32Array) => array.fill(0xffff_ffff) }],
    ['without', undefined],
  ])('draws numbers from zero to below one %s a cryptographic source', (_, crypto) => {
    vi.stubGlobal('crypto', crypto)
    const { random } = browserEnvironment()
    for (const number of Array.from({ length: 20 }, random)) {
      expect(number).toBeGreaterThanOrEqual(0)
      expect(number).toBeLessThan(1)
    }
  })
})
