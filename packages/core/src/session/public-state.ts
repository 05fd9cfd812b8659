import type { ScopeState, SessionState } from './session-states.js'
import type { ScopePhase, SessionPhase } from './store-state.js'

/** What an app may see of a scope. */
export function scopeStateOf(phase: ScopePhase): ScopeState {
  switch (phase.status) {
    case 'idle':
    case 'denied':
      return phase
    case 'reading':
    case 'issuing':
      return { status: 'issuing' }
    case 'waiting':
      return { status: 'waiting', retryAt: phase.retryAt, cause: phase.cause }
    case 'live':
      return liveState(phase)
  }
}

function liveState({ grant, renewal }: ScopePhase & { status: 'live' }): ScopeState {
  const { issuedAt, origin, renewAt, token } = grant
  const { generation, expiresAt } = token
  const live = { status: 'live', generation, issuedAt, expiresAt, origin } as const
  switch (renewal.phase) {
    case 'scheduled':
      return { ...live, renewal: { phase: 'scheduled', at: renewAt } }
    case 'running':
      return { ...live, renewal: { phase: 'running' } }
    case 'backing-off':
      return {
        ...live,
        renewal: { phase: 'backing-off', retryAt: renewal.retryAt, attempts: renewal.attempts },
      }
  }
}

/** What an app may see of the session. */
export function sessionStateOf(session: SessionPhase): SessionState {
  if (session.status === 'signing-out') return { status: 'signed-out', epoch: session.epoch }
  if (session.status !== 'active') return session
  const { epoch, subject } = session
  return { status: 'active', epoch, subject, identity: subject === undefined ? 'unverified' : 'verified' }
}
