import type { Environment, Visibility } from '@hallpass/core'
import { createListeners } from './listeners.js'
import { prerenderedLocks } from './prerendered-locks.js'
import type { TabGate } from './tab-gate.js'
import { createTabLife, type TabLife } from './tab-life.js'

/** One tab of the profile: its environment, and what people and platforms do to tabs. */
export interface FakeTab extends TabLife {
  readonly name: string
  readonly environment: Environment
  /** Requests fail, also those under way. */
  goOffline(): void
  goOnline(): void
}

export interface TabParts {
  readonly name: string
  readonly gate: TabGate
  readonly visibility: Visibility
  /** The environment without what this file adds: lifecycle, network and fetch. */
  readonly environment: Omit<Environment, 'lifecycle' | 'network' | 'fetch'>
  readonly origin: string
  fetchOver(line: { readonly origin: string; broken(): AbortSignal }): Environment['fetch']
  /** Its locks are free. */
  onLocksLost(): void
}

export function createFakeTab(parts: TabParts): FakeTab {
  const { gate, name, origin, onLocksLost } = parts
  const network = createListeners<'network-came-back'>()
  let line = new AbortController()
  let activate = (): void => {}
  const activated = new Promise<void>(resolve => {
    activate = resolve
  })
  const { life, lifecycle } = createTabLife({
    gate,
    visibility: parts.visibility,
    onActivated: activate,
    onLocksLost,
    onGone: () => {
      line.abort()
      onLocksLost()
    },
  })
  const { lock } = parts.environment
  return Object.assign(life, {
    name,
    environment: {
      ...parts.environment,
      lock: parts.visibility === 'prerendering' ? prerenderedLocks(lock, activated) : lock,
      lifecycle,
      network: { origin, subscribe: network.subscribe },
      fetch: parts.fetchOver({ origin, broken: () => line.signal }),
    },
    goOffline: () => line.abort(),
    goOnline: () => {
      if (line.signal.aborted) line = new AbortController()
      gate.pass(() => network.tell('network-came-back'))
    },
  })
}
