/** Two readings of time. The gateway takes both from outside, so that tests can hold them still. */
export interface Clock {
  /** Wall clock, epoch milliseconds: what token expiries and sequence pages are measured by. */
  now(): number
  /** Milliseconds since some start of its own; never goes back: what lives and ages are measured by. */
  monotonicMs(): number
}

/** One-shot timers. */
export interface Timers {
  /** Calls `fire` once, not before `delayMs`; returns what stops it. */
  start(delayMs: number, fire: () => void): () => void
}

/** The clock of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
}

/** The timers of this process. */
export const systemTimers: Timers = {
  start: (delayMs, fire) => {
    const timer = setTimeout(fire, delayMs)
    return () => clearTimeout(timer)
  },
}
