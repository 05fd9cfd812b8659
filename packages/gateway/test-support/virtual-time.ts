import type { Clock, Timers } from '../src/environment/time.js'

/** Time that stands still until it is told to go on. */
export interface VirtualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Goes on by `ms`, firing what falls due on the way, in order. */
  advance(ms: number): void
  /** Sets the wall clock without time passing. */
  setWallClock(at: number): void
  /** How many timers wait. */
  readonly armed: number
}

/** Starts at an instant that is no round number, so that a test cannot pass by rounding. */
export function createVirtualTime(startAt: number = Date.UTC(2030, 0, 1) + 417): VirtualTime {
  let elapsedMs = 0
  let offsetMs = startAt
  const pending = new Map<() => void, number>()
  return {
    clock: { now: () => elapsedMs + offsetMs, monotonicMs: () => elapsedMs },
    timers: {
      start: (delayMs, fire) => {
        const once = () => fire()
        pending.set(once, elapsedMs + delayMs)
        return () => pending.delete(once)
      },
    },
    advance: ms => {
      const end = elapsedMs + ms
      for (let next = earliest(pending, end); next !== undefined; next = earliest(pending, end)) {
        elapsedMs = Math.max(elapsedMs, next.dueMs)
        pending.delete(next.fire)
        next.fire()
      }
      elapsedMs = end
    },
    setWallClock: at => {
      offsetMs = at - elapsedMs
    },
    get armed() {
      return pending.size
    },
  }
}

function earliest(pending: ReadonlyMap<() => void, number>, endMs: number) {
  const due = [...pending].filter(([, dueMs]) => dueMs <= endMs).sort(([, a], [, b]) => a - b)
  return due.map(([fire, dueMs]) => ({ fire, dueMs }))[0]
}
