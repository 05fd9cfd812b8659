import type { Renewal, ScopeState, SessionState } from './session-states.js'
import type { IssuePhase, ScopeEntry, StoreState } from './store-state.js'

/** What an app may see of a scope. */
export function scopeStateOf({ phase, scope, granted }: ScopeEntry): ScopeState {
  if (phase.status === 'live') {
    const { issuedAt, origin, renewAt, token } = phase.grant
    const { generation, expiresAt } = token
    const grant = scope && granted ? (granted.key === scope.key ? 'as-asked' : 'narrower') : 'unknown'
    const renewal = renewalOf(phase.renewal, renewAt)
    return { status: 'live', generation, issuedAt, expiresAt, origin, grant, renewal }
  }
  if (phase.status === 'idle') return { status: 'idle' }
  if (phase.status !== 'waiting') return { status: 'issuing' }
  const { cause, retryAt } = phase.pause
  return cause === 'denied'
    ? { status: 'denied', askAgainAt: retryAt }
    : { status: 'waiting', retryAt, cause }
}

function renewalOf(renewal: IssuePhase, renewAt: number): Renewal {
  if (renewal.status === 'idle') return { phase: 'scheduled', at: renewAt }
  if (renewal.status === 'issuing') return { phase: 'running' }
  const { retryAt, attempts, cause } = renewal.pause
  return { phase: 'backing-off', retryAt, attempts, cause }
}

/** What an app may see of the session. */
export function sessionStateOf({ session, skewMs }: StoreState): SessionState {
  if (session.status === 'signing-out') return { status: 'signed-out', epoch: session.epoch }
  if (session.status !== 'active') return session
  const { epoch, subject } = session
  const identity = subject === undefined ? 'unverified' : 'verified'
  return { status: 'active', epoch, subject, identity, skewMs }
}
