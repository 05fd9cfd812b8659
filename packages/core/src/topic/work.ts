import type { Timers } from '../environment/clock.js'

/** What is under way: everything begun on one signal, and at most one timer. Stopping ends it and begins anew. */
export interface Work {
  readonly signal: AbortSignal
  wait(delayMs: number, fire: () => void): void
  stop(): void
}

/** Nothing is under way yet. */
export function createWork(timers: Timers): Work {
  let controller = new AbortController()
  let stopTimer = (): void => {}
  return {
    get signal() {
      return controller.signal
    },
    wait: (delayMs, fire) => {
      stopTimer()
      stopTimer = timers.start(delayMs, fire)
    },
    stop: () => {
      stopTimer()
      controller.abort()
      controller = new AbortController()
    },
  }
}
