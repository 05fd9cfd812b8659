/** Two readings of time: one people set, one that only goes forward. */
export interface Clock {
  /** Wall clock, epoch milliseconds. The user, NTP or a time zone bug may move it either way. */
  now(): number
  /** Milliseconds since some start of its own; never goes back. May stand still while the machine sleeps. */
  monotonicMs(): number
}

/** One-shot timers. They may fire late, and after sleep very late; nothing may depend on one firing. */
export interface Timers {
  /** Calls `fire` once, not before `delayMs`; returns what stops it. */
  start(delayMs: number, fire: () => void): () => void
}

/** A number in [0, 1), for jitter and for names that must not collide. Not for secrets. */
export type Random = () => number
