import type { Clock } from '../clock.js'

/** The device's clock, and the time since the page began. */
export const browserClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
}
