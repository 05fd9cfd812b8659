import { type ImpossiblePairs, impossiblePairs } from './impossible-pairs.js'
import type { Pair } from './reached-pairs.js'

/** What the machine may be told. */
const eventTypes = [
  'token-wanted',
  'records-read',
  'request-settled',
  'token-refused',
  'time-passed',
  'network-came-back',
  'sign-out-began',
  'sign-out-stored',
  'session-known',
  'demand-changed',
] as const

const sessionStatuses = ['restoring', 'active', 'signing-out', 'signed-out'] as const

/** `none`: this tab has not asked for the scope yet. */
const scopePhases = [
  'none',
  'reading',
  'idle',
  'issuing',
  'waiting',
  'live, idle',
  'live, issuing',
  'live, waiting',
] as const

export interface PairVerdict {
  readonly expectedCount: number
  /** Possible, but not reached. */
  readonly missing: readonly string[]
  /** Listed as impossible, or not listed at all, and reached all the same. */
  readonly surprising: readonly string[]
}

/** Holds what was reached against what there is. */
export function judgePairs(reached: ReadonlySet<string>): PairVerdict {
  const expected = allPairs().filter(pair => !impossiblePairs.some(impossible => covers(impossible, pair)))
  const isExpected = new Set<string>(expected)
  return {
    expectedCount: expected.length,
    missing: expected.filter(pair => !reached.has(pair)),
    surprising: [...reached].filter(pair => !isExpected.has(pair)),
  }
}

function allPairs(): readonly Pair[] {
  return eventTypes.flatMap(event =>
    sessionStatuses.flatMap(session => scopePhases.map((phase): Pair => `${event} × ${session} × ${phase}`)),
  )
}

function covers({ events, sessions, phases }: ImpossiblePairs, pair: Pair): boolean {
  const [event = '', session = '', phase = ''] = pair.split(' × ')
  return [
    [events, event],
    [sessions, session],
    [phases, phase],
  ].every(([listed, value]) => listed === undefined || listed.includes(String(value)))
}
