import type { TokenStoreOptions } from '@hallpass/core'
import { createSeededRandom } from '@hallpass/testing'
import type { CoreUnderTest } from '../core/core-under-test.js'
import { type Backend, createBackend } from './backend.js'
import { createSimulatedTab } from './create-simulated-tab.js'
import { defineAll, type ScopeName } from './declared-scopes.js'
import { createDisk, type Disk } from './disk.js'
import { createDoorbells, type Doorbells } from './doorbells.js'
import type { Place } from './effect.js'
import type { Tell } from './facts.js'
import type { History } from './history.js'
import { createLockManager, type LockManager } from './lock-manager.js'
import { createMarks, type Marks } from './marks.js'
import { createScheduler, type Scheduler } from './scheduler.js'
import type { SimulatedTab } from './simulated-tab.js'
import { createTabSignals } from './tab-signals.js'
import { createTabTimers } from './tab-timers.js'
import type { WorldTime } from './world-time.js'

/** One browser profile on one device, and a backend. */
export interface SimulatedWorld {
  readonly time: WorldTime
  readonly scheduler: Scheduler
  readonly random: () => number
  readonly lifetimeMs: number
  readonly disk: Disk
  readonly locks: LockManager
  readonly doorbells: Doorbells
  readonly marks: Marks
  readonly backend: Backend
  /** Those that are there, in the order they were opened in. */
  readonly tabs: SimulatedTab[]
  readonly scopeKeys: Readonly<Record<ScopeName, string>>
  readonly tell: Tell
  openTab(): SimulatedTab
}

export interface WorldOptions {
  readonly core: CoreUnderTest
  readonly time: WorldTime
  readonly seed: number
  readonly lifetimeSec: number
  readonly policy: NonNullable<TokenStoreOptions['policy']>
  readonly history: History
  readonly tell: Tell
  readonly look: (where: Place) => boolean
}

export function createSimulatedWorld(options: WorldOptions): SimulatedWorld {
  const { core, time, seed, lifetimeSec, history, tell, look } = options
  const random = createSeededRandom(seed)
  const device: Place = { name: 'device', kind: 'device', standing: 'running' }
  const outside: Place = { name: 'outside', kind: 'outside', standing: 'running' }
  const scheduler = createScheduler({ time, random, history, look })
  const scopes = defineAll(core.defineScope)
  const world: Omit<SimulatedWorld, 'openTab'> = {
    ...{ time, scheduler, random, tell, lifetimeMs: lifetimeSec * 1_000 },
    disk: createDisk({ scheduler, device, tell, Failure: core.StorageFailure }),
    locks: createLockManager({ scheduler, device, tell }),
    doorbells: createDoorbells(scheduler),
    marks: createMarks(),
    backend: createBackend({ scheduler, outside, time, tell, lifetimeSec }),
    tabs: [],
    scopeKeys: { wide: scopes.wide.key, narrow: scopes.narrow.key, room: scopes.room.key },
  }
  let tabCount = 0

  function openTab(): SimulatedTab {
    const place: Place = { name: `tab ${++tabCount}`, kind: 'tab', standing: 'running' }
    const timers = createTabTimers(place, scheduler)
    const signals = createTabSignals()
    const tab = createSimulatedTab({
      ...{ name: place.name, place, time, timers, signals, tell },
      createStore: self =>
        core.createTokenStoreWithOperations({
          id: 'simulated',
          source: world.backend.forTab(self),
          scopes,
          policy: options.policy,
          environment: {
            clock: { now: time.wallNow, monotonicMs: time.deviceMs },
            ...{ timers, random, mark: world.marks, lifecycle: signals.lifecycle, network: signals.network },
            storage: { open: () => world.disk.forTab(self) },
            lock: world.locks.forTab(self),
            channel: world.doorbells.forTab(self),
            fetch: () => Promise.reject(new TypeError('nothing is fetched here')),
            decodeJwt: () => undefined,
          },
        }),
    })
    world.tabs.push(tab)
    tell({ type: 'tab-opened', tab })
    return tab
  }

  return { ...world, openTab }
}
