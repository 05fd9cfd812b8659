import { handOutMarginMs } from './renewal-schedule.js'
import { issuePhaseOf, type ScopePhase, type StoreState } from './store-state.js'

/**
 * When time alone will next change something, epoch milliseconds; undefined when nothing is due, or nobody would
 * notice. The runner sets its one timer by it.
 */
export function nextDueAt(state: StoreState): number | undefined {
  if (state.demand === 'none' || state.session.status !== 'active') return undefined
  const dueAt = Math.min(...[...state.scopes.values()].map(entry => phaseDueAt(entry.phase)))
  return dueAt < Infinity ? dueAt : undefined
}

function phaseDueAt(phase: ScopePhase): number {
  const issuing = issuePhaseOf(phase)
  const isRetried = issuing.status === 'waiting' && issuing.pause.cause !== 'denied'
  const retryAt = isRetried ? issuing.pause.retryAt : Infinity
  if (phase.status !== 'live') return retryAt
  const { grant } = phase
  const endsAt = grant.token.expiresAt - handOutMarginMs(grant.lifetimeMs)
  return issuing.status === 'idle' ? grant.renewAt : Math.min(retryAt, endsAt)
}
