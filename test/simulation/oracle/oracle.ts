import type { RequestBudget } from '../plan/run-plan.js'
import type { Fact } from '../world/facts.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { SimulatedWorld } from '../world/simulated-world.js'

/** Knows one invariant, and what is true outside the stores. */
export interface Oracle {
  hear?(fact: Fact): void
  /** At a tab in which something has just happened, when all promises have come to rest. */
  look?(tab: SimulatedTab): void
  /** At the end, when everything works again and has had time. */
  judge?(): void
}

export interface OracleParts {
  readonly world: SimulatedWorld
  /** Says that an invariant of the design does not hold. */
  readonly accuse: Accuse
  /** What has gone wrong in this run so far. */
  readonly troubles: Troubles
  readonly budget: RequestBudget
}

export type Accuse = (invariant: number, what: string) => void

/** What excuses from an invariant that holds only where something works. */
export interface Troubles {
  has(trouble: Trouble): boolean
}

export type Trouble = 'disk' | 'wipe' | 'locks' | 'doorbells' | 'marks' | 'timers' | 'clock' | 'sleep'
