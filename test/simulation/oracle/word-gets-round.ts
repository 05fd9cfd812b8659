import type { Writing } from '../world/facts.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { Oracle, OracleParts } from './oracle.js'
import { epochIn } from './stored.js'

/** A doorbell, a read under way, the read it calls for, and the hearing of it. */
const WORD_MS = 1_500

/** Invariant 3: a new epoch is known soon in every tab that is awake, where doorbells and disk work. */
export function wordGetsRound({ world, accuse, troubles }: OracleParts): Oracle {
  let epoch = 0
  let written: { readonly epoch: number; readonly by: SimulatedTab } | undefined
  let awakeSince = new Map<SimulatedTab, number>()
  const isExcused = () => (['doorbells', 'disk', 'wipe', 'timers'] as const).some(troubles.has)
  function note({ tab, before, after }: Writing): void {
    if (epochIn(before) !== epochIn(after)) written = { epoch: epochIn(after), by: tab }
  }

  return {
    hear(fact) {
      if (fact.type === 'records-written') note(fact.writing)
      // The doorbell is rung by whoever wrote, once it hears that it has.
      const isHeard = fact.type === 'records-told' && fact.tab === written?.by && fact.epoch === written.epoch
      if (!isHeard || written === undefined || written.epoch === epoch) return
      epoch = written.epoch
      awakeSince = new Map(world.tabs.map(tab => [tab, tab.awakeMs()]))
    },
    look(tab) {
      const sinceMs = awakeSince.get(tab)
      if (sinceMs === undefined || isExcused()) return
      const known = tab.epoch()
      if (known > 0 && known < epoch && tab.awakeMs() - sinceMs > WORD_MS)
        accuse(3, `${tab.name} goes on in epoch ${known} after ${epoch} began`)
    },
  }
}
