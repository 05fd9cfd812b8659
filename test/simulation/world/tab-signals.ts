import type { Lifecycle, LifecycleEvent, Network, Visibility } from '@hallpass/core'

/** What a tab hears of itself and of the network. */
export interface TabSignals {
  readonly lifecycle: Lifecycle
  readonly network: Network
  visibility: Visibility
  tell(event: LifecycleEvent | 'network-came-back'): void
}

export function createTabSignals(): TabSignals {
  const onLifecycle = new Set<(event: LifecycleEvent) => void>()
  const onNetwork = new Set<(event: 'network-came-back') => void>()
  const added = <T>(listeners: Set<T>, listener: T) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const signals: TabSignals = {
    visibility: 'visible',
    lifecycle: {
      subscribe: listener => added(onLifecycle, listener),
      visibility: () => signals.visibility,
    },
    network: { origin: 'https://app.example', subscribe: listener => added(onNetwork, listener) },
    tell(event) {
      if (event === 'network-came-back') for (const listener of [...onNetwork]) listener(event)
      else for (const listener of [...onLifecycle]) listener(event)
    },
  }
  return signals
}
