import { scopeStateOf, sessionStateOf } from '../session/public-state.js'
import type { ScopeState, SessionState } from '../session/session-states.js'
import type { ScopeEntry, ScopePhase, StoreState } from '../session/store-state.js'

/** Public snapshots, the same object for as long as the state behind them is the same. */
export interface Snapshots {
  scope(entry: ScopeEntry | undefined): ScopeState
  session(state: StoreState): SessionState
}

const IDLE: ScopeState = { status: 'idle' }

export function createSnapshots(): Snapshots {
  const scopes = new WeakMap<ScopePhase, ScopeState>()
  let last: { readonly of: StoreState; readonly session: SessionState } | undefined
  return {
    scope(entry) {
      if (!entry) return IDLE
      const scope = scopes.get(entry.phase) ?? scopeStateOf(entry)
      scopes.set(entry.phase, scope)
      return scope
    },
    session(state) {
      const isSame = last?.of.session === state.session && last.of.skewMs === state.skewMs
      if (!last || !isSame) last = { of: state, session: sessionStateOf(state) }
      return last.session
    },
  }
}
