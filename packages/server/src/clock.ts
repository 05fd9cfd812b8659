/** Wall clock of the machine that issues or verifies. Tests hand in one of their own. */
export interface ServerClock {
  /** Epoch milliseconds. */
  now(): number
}

/** The machine's own clock, read at every call. */
export const systemClock: ServerClock = Object.freeze({ now: () => Date.now() })
