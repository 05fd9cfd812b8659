import type { Clock, Timers } from '@hallpass/core'
import type { Activity } from './activity.js'
import { createDriftingClock, type DriftingClock } from './drifting-clock.js'
import { createTimerQueue, type TimerQueue } from './timer-queue.js'

/** How fast the device's clocks run: 1.05 is 5 % fast. What is left out runs true. */
export interface ClockRates {
  /** @default 1 */
  readonly wall?: number
  /** Timers go by it. @default 1 */
  readonly monotonic?: number
}

/** The time of one device and of the world around it, which agree until the device sleeps or its clock goes wrong. */
export interface FakeTime {
  /** The device's clock. */
  readonly clock: Clock
  /** Timers of the device: they stand still while it sleeps. */
  readonly deviceTimers: Timers
  /** Timers of everything else: backends and networks go on. */
  readonly outsideTimers: Timers
  /** Epoch milliseconds as everybody else's clocks have it. */
  trueNow(): number
  /** How long until anything is due; Infinity when nothing is. */
  untilNextMs(): number
  advance(ms: number): Promise<void>
  sleep(ms: number): Promise<void>
  jumpWallClock(ms: number): void
  driftClocks(rates: ClockRates): void
}

/** More timers than this in one instant is a loop. */
const MOST_TIMERS_AN_INSTANT = 2_000

export function createFakeTime(startAt: number, activity: Activity): FakeTime {
  const device = createTimerQueue()
  const outside = createTimerQueue()
  const trueNow = (): number => startAt + outside.nowMs()
  const wall = createDriftingClock(trueNow)
  const monotonic = createDriftingClock(device.nowMs)
  return {
    clock: { now: wall.read, monotonicMs: monotonic.read },
    deviceTimers: timersBy(monotonic, device),
    outsideTimers: outside,
    trueNow,
    untilNextMs: () => Math.min(device.untilNextMs(), outside.untilNextMs()),
    advance: ms => pass(ms, [outside, device], activity),
    sleep: ms => pass(ms, [outside], activity),
    jumpWallClock: wall.setForwardBy,
    driftClocks: rates => {
      wall.runAt(rates.wall ?? 1)
      monotonic.runAt(rates.monotonic ?? 1)
    },
  }
}

/** Timers that count the milliseconds of `clock`. */
function timersBy(clock: DriftingClock, timers: Timers): Timers {
  return { start: (delayMs, fire) => timers.start(delayMs / clock.rate, fire) }
}

async function pass(ms: number, queues: readonly TimerQueue[], activity: Activity): Promise<void> {
  let leftMs = ms
  let firedNow = 0
  await activity.settle()
  for (;;) {
    const stepMs = Math.min(leftMs, ...queues.map(queue => queue.untilNextMs()))
    leftMs -= stepMs
    for (const queue of queues) queue.moveBy(stepMs)
    const hasFired = queues.some(queue => queue.fireNext())
    if (!hasFired && leftMs === 0) return
    firedNow = stepMs > 0 ? 1 : firedNow + 1
    if (firedNow > MOST_TIMERS_AN_INSTANT) throw new Error('timers keep firing without time passing')
    await activity.settle()
  }
}
