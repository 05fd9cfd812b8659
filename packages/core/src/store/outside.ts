import type { Environment } from '../environment/environment.js'

/** What a store hears from outside: other tabs, and what becomes of its own. */
export interface OutsideListener {
  /** Another tab has changed the records. */
  readonly doorbellRang: () => void
  /** Time may have passed unseen. */
  readonly woke: () => void
  /** Nobody sees this tab any more. */
  readonly hidden: () => void
  readonly networkCameBack: () => void
  /** About to stand still: locks must be let go now. */
  readonly pausing: () => void
}

export interface Outside {
  ring(): void
  stop(): void
}

/** The doorbell carries no news, only that there is some: whoever hears it looks for itself. */
const DOORBELL = { type: 'records-changed' }

export function listenOutside(
  id: string,
  { channel, lifecycle, network }: Environment,
  listener: OutsideListener,
): Outside {
  const open = channel.open(id, listener.doorbellRang)
  const stopLifecycle = lifecycle.subscribe(event => {
    if (event === 'app-woke') listener.woke()
    if (event === 'app-was-hidden') listener.hidden()
    if (event === 'app-is-pausing') listener.pausing()
  })
  const stopNetwork = network.subscribe(listener.networkCameBack)
  return {
    ring: () => open.post(DOORBELL),
    stop() {
      stopLifecycle()
      stopNetwork()
      open.close()
    },
  }
}
