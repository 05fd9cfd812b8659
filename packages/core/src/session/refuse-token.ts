import { startRequest } from './judge-scope.js'
import type { Moment } from './moment.js'
import { announce, type Step, stay, stepTo } from './step.js'
import type { StoreEvent } from './store-event.js'
import type { StoreState } from './store-state.js'

type Refused = StoreEvent & { type: 'token-refused' }

/** The service refused a token. Only the current one is dropped, once, however many calls it failed. */
export function refuseToken(state: StoreState, { key, token }: Refused, moment: Moment): Step {
  const entry = state.scopes.get(key)
  if (entry?.phase.status !== 'live' || entry.phase.grant.token !== token) return stay(state)
  // What is being done about its successor goes on; else it is begun.
  const dropped = { ...entry, phase: entry.phase.renewal }
  const next = dropped.phase.status === 'idle' ? startRequest(dropped, 'rejected', moment) : dropped
  const event = announce({ type: 'token-rejected', scope: key, generation: token.generation })
  return stepTo(state, next, [event])
}
