import { handOutMarginMs } from './renewal-schedule.js'
import type { ScopePhase, StoreState } from './store-state.js'

/**
 * When time alone will next change something, epoch milliseconds; undefined when nothing is due, or nobody would
 * notice. The runner sets its one timer by it.
 */
export function nextDueAt(state: StoreState): number | undefined {
  if (state.demand === 'none' || state.session.status !== 'active') return undefined
  const moments = [...state.scopes.values()]
    .map(entry => phaseDueAt(entry.phase))
    .filter(at => at !== undefined)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

function phaseDueAt(phase: ScopePhase): number | undefined {
  if (phase.status === 'waiting') return phase.retryAt
  if (phase.status !== 'live') return undefined
  const { renewal, grant } = phase
  const endsAt = grant.token.expiresAt - handOutMarginMs(grant.lifetimeMs)
  switch (renewal.phase) {
    case 'scheduled':
      return grant.renewAt
    case 'running':
      return endsAt
    case 'backing-off':
      return Math.min(renewal.retryAt, endsAt)
  }
}
