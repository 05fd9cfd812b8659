import type { Clock } from '../clock.js'

/** The device's clock, and the time since the page began. A page may have broken either: no number counts as nothing. */
export const browserClock: Clock = {
  now: () => Date.now() || 0,
  monotonicMs: () => performance.now() || 0,
}
