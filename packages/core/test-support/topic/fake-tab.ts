import type { Environment } from '../../src/environment/environment.js'
import type { LifecycleEvent } from '../../src/environment/lifecycle.js'
import type { Lock, LockAnswer } from '../../src/environment/lock.js'
import type { FakeTime } from './fake-time.js'

export interface ChannelListener {
  readonly name: string
  readonly hear: (message: unknown) => void
}

/** What the tabs of a profile share. */
export class FakeProfile {
  readonly lines: Map<string, object[]> = new Map()
  readonly listeners: Set<ChannelListener> = new Set()
  locks: 'supported' | 'unsupported' = 'supported'
  /** Messages are lost. */
  muted = false

  say(name: string, message: unknown, sender?: object): void {
    for (const listener of this.muted ? [] : [...this.listeners]) {
      if (listener !== sender && listener.name === name) listener.hear(structuredClone(message))
    }
  }

  heldCount(): number {
    return this.lines.size
  }
}

/** One tab: the parts of an environment that topics use. */
export class FakeTab {
  readonly time: FakeTime
  readonly profile: FakeProfile
  readonly #lifecycle = new Set<(event: LifecycleEvent) => void>()
  readonly #network = new Set<(event: 'network-came-back') => void>()
  /** Browsers keep timers of hidden tabs waiting at least this long. */
  shortestTimerMs = 0
  /** How long a lock takes to be answered, and to be handed over. */
  lockMs = 0
  #seed: number

  constructor(time: FakeTime, profile: FakeProfile, seed: number) {
    this.time = time
    this.profile = profile
    this.#seed = seed
  }

  get listenerCount(): number {
    return this.#lifecycle.size + this.#network.size
  }

  lives(event: LifecycleEvent): void {
    for (const listener of [...this.#lifecycle]) listener(event)
  }

  networkComesBack(): void {
    for (const listener of [...this.#network]) listener('network-came-back')
  }

  /** The same numbers for the same seed: a linear congruential generator is random enough here. */
  readonly random = (): number => {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0
    return this.#seed / 2 ** 32
  }

  readonly environment: Environment = {
    clock: { now: () => this.time.clock.now(), monotonicMs: () => this.time.clock.monotonicMs() },
    timers: {
      start: (delayMs, fire) => this.time.timers.start(Math.max(delayMs, this.shortestTimerMs), fire),
    },
    random: this.random,
    lock: this.#lock(),
    channel: {
      open: (name, hear) => {
        const listener = { name, hear }
        this.profile.listeners.add(listener)
        return {
          post: message => void Promise.resolve().then(() => this.profile.say(name, message, listener)),
          close: () => void this.profile.listeners.delete(listener),
        }
      },
    },
    lifecycle: { visibility: () => 'visible', subscribe: listener => subscribe(this.#lifecycle, listener) },
    network: { origin: undefined, subscribe: listener => subscribe(this.#network, listener) },
    mark: { read: () => undefined, write: () => true },
    storage: { open: () => refuse() },
    fetch: () => refuse(),
    decodeJwt: () => refuse(),
  }

  #lock(): Lock {
    const ask = async (name: string, signal?: AbortSignal): Promise<LockAnswer> => {
      if (this.lockMs > 0) await this.time.sleep(this.lockMs)
      else await undefined
      if (this.profile.locks === 'unsupported') return { outcome: 'unsupported' }
      const answer = await waitFor(this.profile.lines, name, signal)
      if (this.lockMs > 0 && signal !== undefined) await this.time.sleep(this.lockMs)
      return answer
    }
    return { acquire: ask, tryAcquire: name => ask(name) }
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function refuse(): never {
  throw new Error('topics do not use this')
}

interface Waiter {
  grant(): void
}

function waitFor(lines: Map<string, object[]>, name: string, signal?: AbortSignal): Promise<LockAnswer> {
  const line = (lines.get(name) ?? []) as Waiter[]
  if (signal === undefined ? line.length > 0 : signal.aborted) return Promise.resolve({ outcome: 'busy' })
  lines.set(name, line)
  return new Promise(resolve => {
    let isGranted = false
    const leave = (): void => {
      const place = line.indexOf(waiter)
      if (place < 0) return
      line.splice(place, 1)
      if (line.length === 0) lines.delete(name)
      else if (place === 0) void Promise.resolve().then(() => line[0]?.grant())
    }
    const waiter: Waiter = {
      grant: () => {
        if (isGranted) return
        isGranted = true
        resolve({ outcome: 'acquired', release: leave })
      },
    }
    signal?.addEventListener('abort', () => {
      if (isGranted) return
      leave()
      resolve({ outcome: 'busy' })
    })
    if (line.push(waiter) === 1) waiter.grant()
  })
}
