import type { Environment } from '../environment/environment.js'
import { TIMER_CHUNK_MS } from '../session/renewal-schedule.js'

/** The one timer of a store. It is cut into chunks, since long timers cannot be trusted across sleep. */
export interface WakeTimer {
  /** Sets it anew; undefined stops it. */
  set(dueAt: number | undefined): void
}

/** Never sooner than this, whatever the clocks say: a timer must not become a loop. */
const LEAST_MS = 20

export function createWakeTimer(
  { clock, timers }: Pick<Environment, 'clock' | 'timers'>,
  fire: () => void,
): WakeTimer {
  let stop = () => {}
  return {
    set(dueAt) {
      stop()
      stop = () => {}
      if (dueAt === undefined) return
      const delayMs = Math.min(TIMER_CHUNK_MS, Math.max(LEAST_MS, dueAt - clock.now()))
      stop = timers.start(delayMs, fire)
    },
  }
}
