import type { Action } from '../plan/action.js'
import type { SimulatedWorld } from '../world/simulated-world.js'
import { disturb } from './disturb.js'
import { actInTab } from './use-tab.js'

/** Does one thing; effects that follow from it wait for the scheduler. */
export async function performAction(world: SimulatedWorld, action: Action): Promise<void> {
  if ('tab' in action) return actInTab(world, action)
  switch (action.do) {
    case 'wait':
      return world.scheduler.pass(action.ms)
    case 'wait-lifetimes':
      return world.scheduler.pass(Math.round(action.share * world.lifetimeMs))
    case 'sleep-lifetimes':
      return sleep(world, Math.round(action.share * world.lifetimeMs))
    default:
      return disturb(world, action)
  }
}

/** No event tells of it afterwards; timers are merely late. */
async function sleep(world: SimulatedWorld, ms: number): Promise<void> {
  await world.scheduler.passAsleep(ms)
  world.tell({ type: 'device-slept' })
}
