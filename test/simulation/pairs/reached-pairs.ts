import type { WatchedEvent, WatchedPhase, WatchedState } from '../core/core-under-test.js'

/** What an event met when it came into the machine: `event × session × phase of the scope it is about`. */
export type Pair = `${string} × ${string} × ${string}`

/** Every pair that a transition has seen. An event about no scope in particular meets all there are. */
export function pairsOf({ session, scopes }: WatchedState, { type, key }: WatchedEvent): readonly Pair[] {
  const met = key === undefined ? [...scopes.values()] : [scopes.get(key)]
  const phases = met.length === 0 ? [undefined] : met
  return phases.map(scope => `${type} × ${session.status} × ${phaseName(scope?.phase)}` as const)
}

function phaseName(phase: WatchedPhase | undefined): string {
  if (phase === undefined) return 'none'
  return phase.renewal === undefined ? phase.status : `${phase.status}, ${phase.renewal.status}`
}
