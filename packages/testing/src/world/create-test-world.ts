import type { Clock, Random, Timers } from '@hallpass/core'
import { createActivity } from './activity.js'
import { createFakeDevice, type FakeDevice } from './fake-device.js'
import { type ClockRates, createFakeTime, type FakeTime } from './fake-time.js'
import { createSeededRandom } from './seeded-random.js'

/** What a world begins with. */
export interface TestWorldOptions {
  /** The same seed gives the same run. @default 1 */
  readonly seed?: number
  /** Epoch milliseconds at the start. @default 2030-01-01T00:00:00Z */
  readonly startAt?: number
  /** Origin of the pages. @default 'https://app.example' */
  readonly origin?: string
}

/**
 * One device with one browser profile, its tabs, and a network, all in one virtual time.
 *
 * @example
 * const world = createTestWorld()
 * const backend = createFakeBackend(world)
 * const tab = world.openTab()
 * const tokens = createTokenStore({ id: 'test', source: backend.source, environment: tab.environment })
 * await tokens.getToken()
 * await world.advance(60_000)
 */
export interface TestWorld extends Omit<FakeDevice, 'standStillDuring'> {
  readonly seed: number
  readonly origin: string
  /** The device's clock, as the tabs read it. */
  readonly clock: Clock
  /** Timers of everything that is not on the device. */
  readonly outsideTimers: Timers
  readonly random: Random
  /** Epoch milliseconds as everybody but this device has them. */
  trueNow(): number
  /** Lets time pass: due timers fire in order, and between them everything that can happen happens. */
  advance(ms: number): Promise<void>
  /** The device sleeps: wall clocks and the outside go on, timers and the monotonic clock stand still. No event tells. */
  sleep(ms: number): Promise<void>
  /** Sets the device's wall clock forward, or back. */
  jumpWallClock(ms: number): void
  /** From now on the device's clocks run fast or slow against true time. Its timers go by the monotonic one. */
  driftClocks(rates: ClockRates): void
  /** Lets everything happen that needs no time to pass. */
  settle(): Promise<void>
  /**
   * Lets time pass until `promise` settles, and gives what it gives.
   * @throws Error when it is still pending after `withinMs`, by default a minute
   */
  waitFor<T>(promise: Promise<T>, withinMs?: number): Promise<T>
}

/** A new world, with no tab open and nobody on the network. See {@link TestWorld}. */
export function createTestWorld(options: TestWorldOptions = {}): TestWorld {
  const { seed = 1, startAt = Date.UTC(2030, 0, 1), origin = 'https://app.example' } = options
  const random = createSeededRandom(seed)
  const activity = createActivity()
  const time = createFakeTime(startAt, activity)
  const { standStillDuring, ...device } = createFakeDevice({ origin, time, random, activity })
  return {
    ...device,
    seed,
    origin,
    random,
    clock: time.clock,
    outsideTimers: time.outsideTimers,
    trueNow: time.trueNow,
    advance: time.advance,
    sleep: ms => standStillDuring(() => time.sleep(ms)),
    jumpWallClock: time.jumpWallClock,
    driftClocks: time.driftClocks,
    settle: activity.settle,
    waitFor: (promise, withinMs = 60_000) => waitFor(promise, time, withinMs),
  }
}

async function waitFor<T>(promise: Promise<T>, time: FakeTime, withinMs: number): Promise<T> {
  let isPending = true
  const settled = (): void => {
    isPending = false
  }
  promise.then(settled, settled)
  await time.advance(0)
  for (let leftMs = withinMs; isPending; ) {
    const stepMs = time.untilNextMs()
    if (stepMs > leftMs) throw new Error(`still pending after ${withinMs} ms`)
    await time.advance(stepMs)
    leftMs -= stepMs
  }
  return promise
}
