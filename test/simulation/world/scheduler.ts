import type { Effect, Place } from './effect.js'
import type { History } from './history.js'
import { createWaitingEffects, type WaitingEffect } from './waiting-effects.js'
import type { WorldTime } from './world-time.js'

/**
 * Every effect of a run waits here, and one at a time is chosen among those that could happen now. Nothing in a tab
 * runs but by an effect, and all its promises come to rest before the next one.
 */
export interface Scheduler {
  /** @returns what takes the effect back */
  schedule(effect: Effect): () => void
  /** Lets some of what can happen happen. */
  stir(): Promise<void>
  pass(ms: number): Promise<void>
  /** The device stands still; the world outside goes on. */
  passAsleep(ms: number): Promise<void>
  effectCount(): number
}

export interface SchedulerOptions {
  readonly time: WorldTime
  readonly random: () => number
  readonly history: History
  /** Looks at the world after an effect. @returns whether to go on */
  readonly look: (where: Place) => boolean
}

/** Effects go on causing effects. */
export class EndlessRun extends Error {}

/** More effects than this are a loop. */
const MOST_EFFECTS = 30_000

/** How readily a ready effect happens before time passes. */
const READINESS = 0.6

export function createScheduler({ time, random, history, look }: SchedulerOptions): Scheduler {
  const waiting = createWaitingEffects(time)
  let effectCount = 0

  async function happen({ effect }: WaitingEffect): Promise<boolean> {
    if (++effectCount > MOST_EFFECTS) throw new EndlessRun()
    history.add(effect.place.name, effect.what, effect.run() ?? '')
    await atRest()
    return look(effect.place)
  }

  /** @returns false when the run is over */
  async function stir(isAsleep: boolean): Promise<boolean> {
    for (;;) {
      const { ready, isAnyLate } = waiting.ready(isAsleep)
      const chosen = ready[Math.floor(random() * ready.length)]
      if (chosen === undefined || !(isAnyLate || random() < READINESS)) return true
      waiting.remove(chosen)
      if (!(await happen(chosen))) return false
    }
  }

  async function pass(ms: number, isAsleep: boolean): Promise<void> {
    for (let leftMs = ms; ; ) {
      if (!(await stir(isAsleep)) || leftMs <= 0) return
      const stepMs = Math.min(leftMs, waiting.untilNextMs(isAsleep))
      leftMs -= stepMs
      if (isAsleep) time.passAsleep(stepMs)
      else time.pass(stepMs)
    }
  }

  return {
    schedule: waiting.add,
    stir: async () => void (await stir(false)),
    pass: ms => pass(ms, false),
    passAsleep: ms => pass(ms, true),
    effectCount: () => effectCount,
  }
}

/** Node runs a tick when no promise has anything left to do. */
export function atRest(): Promise<void> {
  return new Promise(resolve => process.nextTick(resolve))
}
