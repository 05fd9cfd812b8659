import fc from 'fast-check'
import type { Action } from './action.js'
import { backend, browser, clock, daily, disk, identity, tabs } from './action-arbitraries.js'

/** All there is to a run: the same plan makes the same run. */
export interface RunPlan {
  /** Of the dice that choose among effects, and that the stores throw. */
  readonly seed: number
  readonly lifetimeSec: number
  readonly tabCount: number
  readonly budget: RequestBudget
  /** Whether the browser has locks. */
  readonly hasLocks: boolean
  readonly actions: readonly Action[]
}

/** Requests a minute. */
export interface RequestBudget {
  readonly requestsPerMinute: number
  readonly requestsPerMinutePerScope: number
}

/** The usual one, and one that is soon spent. */
const budgets: readonly RequestBudget[] = [
  { requestsPerMinute: 120, requestsPerMinutePerScope: 30 },
  { requestsPerMinute: 120, requestsPerMinutePerScope: 30 },
  { requestsPerMinute: 9, requestsPerMinutePerScope: 4 },
]

/**
 * What may go wrong in one run. Each theme leaves something whole, so that what holds only where it is whole is
 * looked at too.
 */
const themes = [
  [...daily.slice(0, 3), ...tabs, ...identity, ...identity],
  [...daily, ...tabs],
  [...daily, ...tabs, ...identity],
  [...daily, ...tabs, ...backend],
  [...daily, ...tabs, ...backend, ...identity],
  [...daily, ...clock],
  [...daily, ...disk, ...identity],
  [...daily, ...tabs, ...browser, ...identity],
  [...daily, ...tabs, ...identity, ...disk, ...browser, ...clock, ...backend],
]

const planOf = (theme: (typeof themes)[number]): fc.Arbitrary<RunPlan> =>
  fc.record({
    seed: fc.integer(),
    lifetimeSec: fc.constantFrom(5, 20, 20, 60, 60, 60, 300, 300, 600, 600, 600, 3_600),
    tabCount: fc.integer({ min: 1, max: 3 }),
    budget: fc.constantFrom(...budgets),
    hasLocks: fc.constantFrom(true, true, true, true, false),
    actions: fc.array(fc.oneof(...theme), { minLength: 3, maxLength: 24, size: 'max' }),
  })

export const runPlans: fc.Arbitrary<RunPlan> = fc.noBias(fc.oneof(...themes.map(planOf)))
