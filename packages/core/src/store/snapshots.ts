import { scopeStateOf, sessionStateOf } from '../session/public-state.js'
import type { ScopeState, SessionState } from '../session/session-states.js'
import type { ScopePhase, SessionPhase } from '../session/store-state.js'

/** Public snapshots, the same object for as long as the state behind them is the same. */
export interface Snapshots {
  scope(phase: ScopePhase | undefined): ScopeState
  session(phase: SessionPhase): SessionState
}

const IDLE: ScopeState = { status: 'idle' }

export function createSnapshots(): Snapshots {
  const scopes = new WeakMap<ScopePhase, ScopeState>()
  const sessions = new WeakMap<SessionPhase, SessionState>()
  return {
    scope: phase => (phase === undefined ? IDLE : remembered(scopes, phase, scopeStateOf)),
    session: phase => remembered(sessions, phase, sessionStateOf),
  }
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const value = known.get(key) ?? make(key)
  known.set(key, value)
  return value
}
