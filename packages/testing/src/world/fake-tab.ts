import type { Environment, LifecycleEvent } from '@hallpass/core'
import type { TabGate } from './tab-gate.js'

/** One tab of the profile: its environment, and what people and platforms do to tabs. */
export interface FakeTab {
  readonly name: string
  readonly environment: Environment
  /** Its code stands still: timers, messages and answers wait for `thaw`; a lock it did not let go stays held. */
  freeze(): void
  thaw(): void
  hide(): void
  show(): void
  /** Requests fail, also those under way. */
  goOffline(): void
  goOnline(): void
  /** Goes away, having been told; its locks are free and its code never runs again. */
  close(): void
  /** Goes away without being told. */
  crash(): void
}

export interface TabParts {
  readonly name: string
  readonly gate: TabGate
  /** The environment without what this file adds: lifecycle, network and fetch. */
  readonly environment: Omit<Environment, 'lifecycle' | 'network' | 'fetch'>
  readonly origin: string
  fetchOver(line: { readonly origin: string; broken(): AbortSignal }): Environment['fetch']
  onGone(): void
}

export function createFakeTab(parts: TabParts): FakeTab {
  const { gate, name, origin } = parts
  const lifecycle = createListeners<LifecycleEvent>()
  const network = createListeners<'network-came-back'>()
  let line = new AbortController()
  const disappear = (): void => {
    gate.close()
    line.abort()
    parts.onGone()
  }
  return {
    name,
    environment: {
      ...parts.environment,
      lifecycle: { subscribe: lifecycle.subscribe },
      network: { origin, subscribe: network.subscribe },
      fetch: parts.fetchOver({ origin, broken: () => line.signal }),
    },
    freeze: () => {
      gate.pass(() => lifecycle.tell('app-is-pausing'))
      gate.hold('frozen')
    },
    thaw: () => {
      gate.letGo('frozen', () => lifecycle.tell('app-woke'))
    },
    hide: () => gate.pass(() => lifecycle.tell('app-was-hidden')),
    show: () => gate.pass(() => lifecycle.tell('app-woke')),
    goOffline: () => line.abort(),
    goOnline: () => {
      if (line.signal.aborted) line = new AbortController()
      gate.pass(() => network.tell('network-came-back'))
    },
    close: () => {
      gate.pass(() => lifecycle.tell('app-is-pausing'))
      disappear()
    },
    crash: disappear,
  }
}

interface Listeners<T> {
  subscribe(listener: (event: T) => void): () => void
  tell(event: T): void
}

function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(event: T) => void>()
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell: event => {
      for (const listener of [...listeners]) listener(event)
    },
  }
}
