import type { Effect } from './effect.js'
import type { WorldTime } from './world-time.js'

/** An effect and when it may happen, by the clock of its place. */
export interface WaitingEffect {
  readonly effect: Effect
  readonly readyAtMs: number
  readonly lateAtMs: number
}

/** The effects that have not happened; of each lane the first is in line. */
export interface WaitingEffects {
  /** @returns what takes the effect back */
  add(effect: Effect): () => void
  remove(waiting: WaitingEffect): void
  /** What could happen now; while the device sleeps, only outside. */
  ready(isAsleep: boolean): { readonly ready: readonly WaitingEffect[]; readonly isAnyLate: boolean }
  /** How long until one more becomes ready, or one that is becomes late. */
  untilNextMs(isAsleep: boolean): number
}

export function createWaitingEffects(time: WorldTime): WaitingEffects {
  const inLine: WaitingEffect[] = []
  const lanes = new Map<string, WaitingEffect[]>()
  const nowFor = ({ place }: Effect) => (place.kind === 'outside' ? time.outsideMs() : time.deviceMs())

  function add(effect: Effect): () => void {
    const readyAtMs = nowFor(effect) + (effect.afterMs ?? 0)
    const waiting = { effect, readyAtMs, lateAtMs: readyAtMs + effect.withinMs }
    if (effect.lane === undefined || join(effect.lane, waiting)) inLine.push(waiting)
    return () => remove(waiting)
  }

  /** @returns whether it is first */
  function join(name: string, waiting: WaitingEffect): boolean {
    const lane = lanes.get(name)
    if (lane === undefined) lanes.set(name, [waiting])
    else lane.push(waiting)
    return lane === undefined || lane.length === 1
  }

  function remove(waiting: WaitingEffect): void {
    take(inLine, waiting)
    const lane = waiting.effect.lane === undefined ? undefined : lanes.get(waiting.effect.lane)
    if (lane === undefined) return
    const wasFirst = lane[0] === waiting
    take(lane, waiting)
    if (wasFirst && lane[0] !== undefined) inLine.push(lane[0])
  }

  function isPossible({ effect }: WaitingEffect, isAsleep: boolean): boolean {
    return effect.place.standing === 'running' && !(isAsleep && effect.place.kind !== 'outside')
  }

  return {
    add,
    remove,
    ready(isAsleep) {
      let isAnyLate = false
      const ready = inLine.filter(waiting => {
        const now = nowFor(waiting.effect)
        if (now < waiting.readyAtMs || !isPossible(waiting, isAsleep)) return false
        isAnyLate ||= now >= waiting.lateAtMs
        return true
      })
      return { ready, isAnyLate }
    },
    untilNextMs(isAsleep) {
      let leastMs = Number.POSITIVE_INFINITY
      for (const waiting of inLine) {
        if (!isPossible(waiting, isAsleep)) continue
        const now = nowFor(waiting.effect)
        const nextMs = now < waiting.readyAtMs ? waiting.readyAtMs : waiting.lateAtMs
        leastMs = Math.min(leastMs, nextMs - now)
      }
      return leastMs
    },
  }
}

function take<T>(from: T[], item: T): void {
  const index = from.indexOf(item)
  if (index >= 0) from.splice(index, 1)
}
