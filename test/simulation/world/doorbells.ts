import type { Channel } from '@hallpass/core'
import { DOORBELL_MS } from './latency.js'
import type { Scheduler } from './scheduler.js'
import type { SimulatedTab } from './simulated-tab.js'

/** Messages between tabs: each listener hears each in its own time, or not at all. */
export interface Doorbells {
  setWorking(isWorking: boolean): void
  forTab(tab: SimulatedTab): Channel
}

interface Listener {
  readonly tab: SimulatedTab
  readonly onMessage: (message: unknown) => void
}

export function createDoorbells(scheduler: Scheduler): Doorbells {
  const listeners = new Set<Listener>()
  let isWorking = true
  const ring = (listener: Listener, message: unknown) =>
    scheduler.schedule({
      place: listener.tab.place,
      what: 'hears the doorbell',
      withinMs: DOORBELL_MS,
      run: () => {
        if (!listeners.has(listener)) return 'closed'
        listener.onMessage(message)
        return undefined
      },
    })
  return {
    setWorking: working => {
      isWorking = working
    },
    forTab: tab => ({
      open(_name, onMessage) {
        const own: Listener = { tab, onMessage }
        listeners.add(own)
        return {
          post(message) {
            const others = isWorking ? [...listeners].filter(listener => listener !== own) : []
            for (const listener of others) ring(listener, message)
          },
          close: () => void listeners.delete(own),
        }
      },
    }),
  }
}
