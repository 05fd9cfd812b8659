import type { Timers } from '@hallpass/core'

/** One-shot timers on a clock of its own that moves only when told to. */
export interface TimerQueue extends Timers {
  nowMs(): number
  /** How long until the earliest timer is due; Infinity when there is none. */
  untilNextMs(): number
  moveBy(ms: number): void
  /** Fires the earliest timer that is due, in the order they were started; false when none is. */
  fireNext(): boolean
}

interface PendingTimer {
  readonly dueMs: number
  readonly fire: () => void
}

/** The longest delay platforms keep; a longer one makes them fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

export function createTimerQueue(): TimerQueue {
  const pending = new Set<PendingTimer>()
  let nowMs = 0
  return {
    nowMs: () => nowMs,
    untilNextMs: () => untilMs(earliest(pending), nowMs),
    moveBy: ms => {
      nowMs += ms
    },
    start: (delayMs, fire) => {
      refuseImpossibleDelay(delayMs)
      const timer = { dueMs: nowMs + Math.max(0, delayMs), fire }
      pending.add(timer)
      return () => {
        pending.delete(timer)
      }
    },
    fireNext: () => {
      const timer = earliest(pending)
      if (timer === undefined || untilMs(timer, nowMs) > 0) return false
      pending.delete(timer)
      timer.fire()
      return true
    },
  }
}

/** Sums of fractions miss by less than this; without it time would creep towards such a timer and never get there. */
const ROUNDING_MS = 1e-6

function untilMs(timer: PendingTimer | undefined, nowMs: number): number {
  const leftMs = (timer?.dueMs ?? Number.POSITIVE_INFINITY) - nowMs
  return leftMs > ROUNDING_MS ? leftMs : 0
}

function earliest(pending: Iterable<PendingTimer>): PendingTimer | undefined {
  let first: PendingTimer | undefined
  for (const timer of pending) if (first === undefined || timer.dueMs < first.dueMs) first = timer
  return first
}

function refuseImpossibleDelay(delayMs: number): void {
  if (delayMs <= LONGEST_DELAY_MS) return
  throw new RangeError(`a timer of ${delayMs} ms fires at once on every platform; chunk it`)
}
