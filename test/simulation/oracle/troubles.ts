import type { Fact } from '../world/facts.js'
import type { Trouble, Troubles } from './oracle.js'

export interface TroubleLog extends Troubles {
  hear(fact: Fact): void
}

/** Remembers for the whole run what once did not work. */
export function createTroubleLog(): TroubleLog {
  const seen = new Set<Trouble>()
  return {
    has: trouble => seen.has(trouble),
    hear(fact) {
      if (fact.type === 'trouble') seen.add(fact.of)
      if (fact.type === 'clock-jumped') seen.add('clock')
      if (fact.type === 'device-slept') seen.add('sleep')
      if (fact.type === 'database-deleted') seen.add('wipe')
    },
  }
}

/** Whether storage once failed, or was emptied. */
export function troubledDisk(troubles: Troubles): boolean {
  return troubles.has('disk') || troubles.has('wipe')
}
