import type { Pause } from './pause.js'
import { issuePhaseOf, type ScopeEntry, type StoreState, withIssuePhase } from './store-state.js'

/** The scopes without their pauses for a cause that may be no more. */
export function forgiven(scopes: StoreState['scopes'], cause: Pause['cause']): StoreState['scopes'] {
  const lifted = (entry: ScopeEntry): ScopeEntry => {
    const issuing = issuePhaseOf(entry.phase)
    if (issuing.status !== 'waiting' || issuing.pause.cause !== cause) return entry
    return { ...entry, phase: withIssuePhase(entry.phase, { status: 'idle' }) }
  }
  const isNews = [...scopes.values()].some(entry => lifted(entry) !== entry)
  return isNews ? new Map([...scopes].map(([key, entry]) => [key, lifted(entry)])) : scopes
}
