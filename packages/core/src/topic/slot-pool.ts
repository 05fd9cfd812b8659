import type { Environment } from '../environment/environment.js'
import { createSlotDemand } from './slot-demand.js'
import { createSlotLines } from './slot-lines.js'

/** A turn begins, or is cut to `turnMs` because somebody waits. */
export interface SlotNews {
  readonly type: 'slot-granted' | 'slot-wanted'
  readonly turnMs: number
}

/** The slots of one origin, shared by all tabs of the profile. */
export interface SlotPool {
  /** Comes to a turn when it is its turn, and holds the slot until `signal` aborts. */
  take(signal: AbortSignal, tell: (news: SlotNews) => void): Promise<void>
  close(): void
}

/** In this time everybody who waits comes to a turn. */
const ROUND_MS = 1_600
/** Shorter turns would bring nothing but requests. */
const SHORTEST_TURN_MS = 150

/** How long a turn lasts when `waiting` want one of `size` slots: for ever while nobody does. */
export function turnMsFor(size: number, waiting: number): number {
  if (waiting === 0) return Number.POSITIVE_INFINITY
  return Math.min(ROUND_MS, Math.max(SHORTEST_TURN_MS, (ROUND_MS * size) / waiting))
}

/** `name` begins the locks' names and is the channel's. */
export function createSlotPool(name: string, size: number, environment: Environment): SlotPool {
  const turns = new Set<(news: SlotNews) => void>()
  const lines = createSlotLines(name, size, environment)
  const tellOf = (type: SlotNews['type'], told: Iterable<(news: SlotNews) => void>): void => {
    const turnMs = turnMsFor(lines.size(), demand.waiting())
    for (const tell of told) tell({ type, turnMs })
  }
  const demand = createSlotDemand(name, environment, () => tellOf('slot-wanted', [...turns]))
  return {
    take: async (signal, tell) => {
      const release = await lines.claim(signal, demand.change)
      if (signal.aborted) return release?.()
      if (release === undefined) return
      signal.addEventListener('abort', () => {
        turns.delete(tell)
        release()
      })
      turns.add(tell)
      tellOf('slot-granted', [tell])
    },
    close: demand.close,
  }
}
