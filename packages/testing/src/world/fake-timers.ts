import type { Timers } from '@hallpass/core'

/** How platforms mistreat timers: `everyMs` is what they do to hidden tabs, one round of timers in so much time. */
export type TimerFault =
  | 'never'
  | 'twice'
  | { readonly lateByMs: number }
  | { readonly earlyByMs: number }
  | { readonly everyMs: number }

/** The timers of all tabs, as seen from outside. */
export interface FakeTimers {
  /** From now on timers that are started fire so. */
  fail(fault: TimerFault): void
  recover(): void
}

export interface FakeTimerWheel {
  readonly control: FakeTimers
  /** For tabs. */
  readonly timers: Timers
}

export function createFakeTimers(timers: Timers, nowMs: () => number): FakeTimerWheel {
  let fault: TimerFault | undefined
  return {
    control: {
      fail: next => {
        fault = next
      },
      recover: () => {
        fault = undefined
      },
    },
    timers: {
      start: (delayMs, fire) => {
        if (fault === 'never') return timers.start(delayMs, () => {})
        if (fault === 'twice') return startTwice(timers, delayMs, fire)
        return timers.start(fault === undefined ? delayMs : faultyDelayMs(fault, delayMs, nowMs()), fire)
      },
    },
  }
}

function startTwice(timers: Timers, delayMs: number, fire: () => void): () => void {
  let stop = timers.start(delayMs, () => {
    stop = timers.start(0, fire)
    fire()
  })
  return () => stop()
}

/** An early timer takes a moment all the same: one that starts itself anew until its time has come must get there. */
const LEAST_DELAY_MS = 1

function faultyDelayMs(fault: Exclude<TimerFault, string>, delayMs: number, nowMs: number): number {
  if ('lateByMs' in fault) return delayMs + fault.lateByMs
  if ('earlyByMs' in fault) return Math.min(delayMs, Math.max(LEAST_DELAY_MS, delayMs - fault.earlyByMs))
  return Math.ceil((nowMs + delayMs) / fault.everyMs) * fault.everyMs - nowMs
}
