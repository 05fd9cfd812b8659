import type { Timers } from '@hallpass/core'
import type { Place } from './effect.js'
import { TIMER_LATE_MS, TIMER_THROTTLED_MS } from './latency.js'
import type { Scheduler } from './scheduler.js'

/** The timers of one tab: always a little late, and very late in a tab the browser holds back. */
export interface TabTimers extends Timers {
  isThrottled: boolean
  /** How many have not fired. */
  count(): number
}

export function createTabTimers(place: Place, scheduler: Scheduler): TabTimers {
  let count = 0
  const timers: TabTimers = {
    isThrottled: false,
    count: () => count,
    start(delayMs, fire) {
      count++
      let isOver = false
      const over = () => {
        if (!isOver) count--
        isOver = true
      }
      const run = () => {
        over()
        fire()
        return undefined
      }
      const withinMs = timers.isThrottled ? TIMER_THROTTLED_MS : TIMER_LATE_MS
      const cancel = scheduler.schedule({
        place,
        what: 'sees a timer fire',
        afterMs: Math.ceil(delayMs),
        withinMs,
        run,
      })
      return () => {
        over()
        cancel()
      }
    },
  }
  return timers
}
