import type { Random, Timers, Visibility } from '@hallpass/core'
import type { Activity } from './activity.js'
import { decodeFakeJwt } from './decode-fake-jwt.js'
import { createFakeChannels, type FakeChannels } from './fake-channels.js'
import { createFakeLocks, type FakeLocks } from './fake-locks.js'
import { createFakeMarks, type FakeMarks } from './fake-marks.js'
import { createFakeNetwork, type FakeNetwork } from './fake-network.js'
import { createFakeStorage, type FakeStorage } from './fake-storage.js'
import { createFakeTab, type FakeTab, type TabParts } from './fake-tab.js'
import type { FakeTime } from './fake-time.js'
import { createFakeTimers, type FakeTimers } from './fake-timers.js'
import { createSeededRandom } from './seeded-random.js'
import { createTabGate, type TabGate } from './tab-gate.js'

/** How a tab begins. */
export interface OpenTabOptions {
  /** `prerendering`: loaded ahead of a visit; `show()` is the visit. @default 'visible' */
  readonly visibility?: Visibility
}

/** What tests reach of the device behind the tabs. */
export interface FakeDevice {
  readonly storage: FakeStorage
  readonly locks: FakeLocks
  readonly channels: FakeChannels
  readonly marks: FakeMarks
  readonly network: FakeNetwork
  readonly timers: FakeTimers
  openTab(options?: OpenTabOptions): FakeTab
  /** No tab runs anything while `pass` goes on. */
  standStillDuring(pass: () => Promise<void>): Promise<void>
}

export interface DeviceParts {
  readonly origin: string
  readonly time: FakeTime
  readonly random: Random
  readonly activity: Activity
}

export function createFakeDevice({ origin, time, random, activity }: DeviceParts): FakeDevice {
  const storage = createFakeStorage(time.outsideTimers, random)
  const locks = createFakeLocks()
  const channels = createFakeChannels()
  const marks = createFakeMarks()
  const network = createFakeNetwork(activity)
  const timers = createFakeTimers(time.deviceTimers, time.clock.monotonicMs)
  const gates: TabGate[] = []
  const openTab = ({ visibility = 'visible' }: OpenTabOptions = {}): FakeTab => {
    const gate = createTabGate(activity)
    const environment: TabParts['environment'] = {
      clock: time.clock,
      timers: gatedTimers(timers.timers, gate),
      random: createSeededRandom(random() * 2 ** 32),
      storage: storage.forTab(gate),
      mark: marks.mark,
      lock: locks.forTab(gate),
      channel: channels.forTab(gate),
      decodeJwt: decodeFakeJwt,
    }
    const fetchOver: TabParts['fetchOver'] = line => network.forTab(gate, line)
    const onLocksLost = (): void => locks.releaseAllOf(gate)
    const name = `tab-${gates.push(gate)}`
    return createFakeTab({ name, gate, visibility, origin, environment, fetchOver, onLocksLost })
  }
  return {
    storage: storage.control,
    locks: locks.control,
    channels: channels.control,
    marks: marks.control,
    network: network.control,
    timers: timers.control,
    openTab,
    standStillDuring: pass => sleepThrough(gates, pass, activity),
  }
}

async function sleepThrough(
  gates: readonly TabGate[],
  pass: () => Promise<void>,
  activity: Activity,
): Promise<void> {
  for (const gate of gates) gate.hold('asleep')
  await pass()
  for (const gate of gates) gate.letGo('asleep')
  await activity.settle()
}

/** A timer that is due while the tab is held fires when it is let go, unless it was stopped by then. */
function gatedTimers(timers: Timers, gate: TabGate): Timers {
  return {
    start: (delayMs, fire) => {
      let isStopped = false
      const stop = timers.start(delayMs, () =>
        gate.pass(() => {
          if (!isStopped) fire()
        }),
      )
      return () => {
        isStopped = true
        stop()
      }
    },
  }
}
