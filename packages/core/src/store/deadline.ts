import type { Timers } from '../environment/clock.js'

export interface Deadline {
  readonly timers: Timers
  readonly deadlineMs: number
  /** Ends the wait early, as if the deadline had passed. */
  readonly ended?: AbortSignal
}

/** A deadline is waited for in this many parts. */
const PARTS = 4

/**
 * Runs something that may never settle: at the deadline its signal aborts and `late` decides what it came to.
 * Whatever it settles with afterwards is dropped. The wait is cut into parts, so that a tab that stood still for longer
 * than that finds the answer that came meanwhile before it finds the deadline passed.
 */
export function withDeadline<T>(
  { timers, deadlineMs, ended }: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
  late: () => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let stop = () => {}
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => {
      resolve(late())
      controller.abort()
    }
    const wait = (partsLeft: number) => {
      stop = timers.start(deadlineMs / PARTS, () => (partsLeft > 1 ? wait(partsLeft - 1) : giveUp()))
    }
    wait(PARTS)
    ended?.addEventListener('abort', giveUp, { signal: controller.signal })
    run(controller.signal).then(resolve, reject)
  }).finally(() => {
    stop()
    controller.abort()
  })
}
