import type { Timers } from '../clock.js'

/** `setTimeout` fires at once for anything longer. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** `setTimeout`. A delay of more than 24.8 days is cut to that. */
export const browserTimers: Timers = {
  start: (delayMs, fire) => {
    const timer = setTimeout(fire, Math.min(delayMs, LONGEST_DELAY_MS))
    return () => clearTimeout(timer)
  },
}
