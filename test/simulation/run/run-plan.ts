import type { CoreUnderTest } from '../core/core-under-test.js'
import { allOracles } from '../oracle/all-oracles.js'
import type { Oracle } from '../oracle/oracle.js'
import { createTroubleLog } from '../oracle/troubles.js'
import type { RunPlan } from '../plan/run-plan.js'
import type { Place } from '../world/effect.js'
import type { Fact } from '../world/facts.js'
import { createHistory } from '../world/history.js'
import { atRest, EndlessRun } from '../world/scheduler.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import { createSimulatedWorld, type SimulatedWorld } from '../world/simulated-world.js'
import { createWorldTime } from '../world/world-time.js'
import { comeToRest } from './come-to-rest.js'
import { performAction } from './perform-action.js'

/** An invariant of the design that did not hold. */
export interface Violation {
  readonly invariant: number
  readonly what: string
}

export interface RunReport {
  /** The first one: what comes after it may follow from it. */
  readonly violation: Violation | undefined
  /** Of the ordered (place, effect, outcome) list. */
  readonly hash: number
  readonly effectCount: number
  readonly simulatedMs: number
  /** Every effect, where it was asked for. */
  readonly lines: readonly string[]
}

/** Carries out a plan against `core`. The same plan gives the same report. */
export async function runPlan(core: CoreUnderTest, plan: RunPlan, isTold = false): Promise<RunReport> {
  const time = createWorldTime()
  const history = createHistory(isTold ? () => `${(time.outsideMs() / 1_000).toFixed(3)} s` : undefined)
  const troubles = createTroubleLog()
  let violation: Violation | undefined
  const accuse = (invariant: number, what: string) => {
    if (isTold && !violation) history.add('oracle', `invariant ${invariant}: ${what}`, '')
    violation ??= { invariant, what }
  }
  let oracles: readonly Oracle[] = []
  const tell = (fact: Fact) => {
    troubles.hear(fact)
    for (const oracle of oracles) oracle.hear?.(fact)
  }
  const lookAt = (tab: SimulatedTab) => {
    for (const oracle of oracles) oracle.look?.(tab)
  }
  const lookAround = () => {
    for (const tab of world.tabs) if (tab.place.standing === 'running') lookAt(tab)
    return violation === undefined
  }
  const look = (where: Place) => {
    const tab = where.kind === 'tab' && world.tabs.find(({ place }) => place === where)
    if (tab && where.standing === 'running') lookAt(tab)
    return violation === undefined
  }
  const { seed, lifetimeSec, budget } = plan
  const world = createSimulatedWorld({
    ...{ core, time, seed, lifetimeSec, history, tell, look },
    policy: budget,
  })
  oracles = allOracles({ world, accuse, troubles, budget })
  if (!plan.hasLocks) withoutLocks(world)
  const goOn = (action: object) => {
    if (isTold) history.add('people', JSON.stringify(action), '')
    return lookAround()
  }
  await perform(world, plan, goOn).catch(error => {
    if (!(error instanceof EndlessRun)) throw error
    accuse(5, 'effects go on without end')
  })
  if (violation === undefined) for (const oracle of oracles) oracle.judge?.()
  const { scheduler } = world
  return {
    ...{ violation, hash: history.hash(), lines: history.lines() },
    ...{ effectCount: scheduler.effectCount(), simulatedMs: time.outsideMs() },
  }
}

function withoutLocks(world: SimulatedWorld): void {
  world.locks.setWorking(false)
  world.tell({ type: 'trouble', of: 'locks' })
}

/** @param goOn looks at the world, and says whether the run is worth going on with */
async function perform(
  world: SimulatedWorld,
  { tabCount, actions }: RunPlan,
  goOn: (action: object) => boolean,
): Promise<void> {
  for (let opened = 0; opened < tabCount; opened++) world.openTab().setWatched(true)
  for (const action of actions) {
    if (!goOn(action)) return
    await performAction(world, action)
    await atRest()
    await world.scheduler.stir()
  }
  await comeToRest(world, () => goOn({ do: 'rest' }))
}
