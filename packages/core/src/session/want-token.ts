import { forgiven } from './forgiven.js'
import { isJustIssued, remainingMs } from './grant.js'
import { judgeScope, startRequest } from './judge-scope.js'
import type { Moment } from './moment.js'
import { after, type Step, stay, stepTo } from './step.js'
import type { StoreEvent } from './store-event.js'
import { newEntry, type ScopeEntry, type StoreState } from './store-state.js'

type Wanted = StoreEvent & { type: 'token-wanted' }

/** Somebody asks for a token: read storage first, then issue what is missing or about to end. */
export function wantToken(state: StoreState, wanted: Wanted, moment: Moment): Step {
  const entry = state.scopes.get(wanted.key)
  if (entry === undefined) {
    const read = { type: 'read-records', key: wanted.key } as const
    return stepTo(state, newEntry(wanted.key, wanted.scope), [read])
  }
  if (state.session.status !== 'active') return stay(state)
  const judged = judgeScope(entry, 'wanted', moment)
  return stepTo(
    state,
    isTooShort(judged, wanted.minValidityMs, moment) ? startRequest(judged, 'renewal', moment) : judged,
  )
}

/** A live token that ends before the caller is done with it, and that nobody is renewing yet. */
function isTooShort({ phase }: ScopeEntry, minValidityMs: number, moment: Moment): boolean {
  if (phase.status !== 'live' || phase.renewal.status !== 'idle') return false
  return remainingMs(phase.grant, moment) < minValidityMs && !isJustIssued(phase.grant, moment)
}

/** The network is back: what failed for want of it is tried again at once. */
export function retryAll(state: StoreState, moment: Moment): Step {
  const scopes = forgiven(state.scopes, 'unavailable')
  return judgeAll({ ...state, scopes, networkBackAt: moment.at }, moment)
}

/** Judges every scope by the clock: after a timer, a wake, or a change of demand. */
export function judgeAll(state: StoreState, moment: Moment): Step {
  if (state.session.status !== 'active') return stay(state)
  let step = stay(state)
  for (const entry of state.scopes.values()) {
    step = after(step.commands, stepTo(step.state, judgeScope(entry, state.demand, moment)))
  }
  return step
}
