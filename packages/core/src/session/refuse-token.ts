import { startRequest, withoutToken } from './judge-scope.js'
import type { Moment } from './moment.js'
import { announce, type Step, stay, stepTo } from './step.js'
import type { StoreEvent } from './store-event.js'
import type { StoreState } from './store-state.js'

type Refused = StoreEvent & { type: 'token-refused' }

/** The service refused a token. Only the current one is dropped, once, however many calls it failed. */
export function refuseToken(state: StoreState, { key, token }: Refused, moment: Moment): Step {
  const entry = state.scopes.get(key)
  if (entry?.phase.status !== 'live' || entry.phase.grant.token !== token) return stay(state)
  const { renewal } = entry.phase
  const event = announce({ type: 'token-rejected', scope: key, generation: token.generation })
  if (renewal.phase === 'running') {
    return stepTo(state, { ...entry, phase: { status: 'issuing', request: renewal.request } }, [event])
  }
  if (renewal.phase === 'backing-off')
    return stepTo(state, { ...entry, phase: withoutToken(renewal) }, [event])
  return stepTo(state, startRequest({ ...entry, phase: { status: 'idle' } }, 'rejected', moment), [event])
}
