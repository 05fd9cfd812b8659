import type { Timers } from '../environment/clock.js'

/**
 * Runs something that may never settle: after `deadlineMs` its signal aborts and `late` decides what it came to.
 * Whatever it settles with afterwards is dropped.
 */
export function withDeadline<T>(
  timers: Timers,
  deadlineMs: number,
  run: (signal: AbortSignal) => Promise<T>,
  late: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const stop = timers.start(deadlineMs, () => {
      resolve(late())
      controller.abort()
    })
    run(controller.signal).then(resolve, reject).finally(stop)
  })
}

/** Resolves after `delayMs`. */
export function pause(timers: Timers, delayMs: number): Promise<void> {
  return new Promise(resolve => {
    timers.start(delayMs, resolve)
  })
}
