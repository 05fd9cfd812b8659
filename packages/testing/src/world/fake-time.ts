import type { Clock, Timers } from '@hallpass/core'
import type { Activity } from './activity.js'
import { createTimerQueue, type TimerQueue } from './timer-queue.js'

/** The time of one device and of the world around it, which agree until the device sleeps or its clock is set. */
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
}

/** More timers than this in one instant is a loop. */
const MOST_TIMERS_AN_INSTANT = 2_000

export function createFakeTime(startAt: number, activity: Activity): FakeTime {
  const device = createTimerQueue()
  const outside = createTimerQueue()
  let clockErrorMs = 0
  const trueNow = (): number => startAt + outside.nowMs()
  return {
    clock: { now: () => trueNow() + clockErrorMs, monotonicMs: () => device.nowMs() },
    deviceTimers: device,
    outsideTimers: outside,
    trueNow,
    untilNextMs: () => Math.min(device.untilNextMs(), outside.untilNextMs()),
    advance: ms => pass(ms, [outside, device], activity),
    sleep: ms => pass(ms, [outside], activity),
    jumpWallClock: ms => {
      clockErrorMs += ms
    },
  }
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
