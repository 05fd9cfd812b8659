import { beginSignOut, endSignOut, learnSession } from './learn-session.js'
import type { Moment } from './moment.js'
import { readRecords } from './read-records.js'
import { refuseToken } from './refuse-token.js'
import { settleRequest } from './settle-request.js'
import { after, type Step } from './step.js'
import type { StoreEvent } from './store-event.js'
import type { StoreState } from './store-state.js'
import { judgeAll, retryAll, wantToken } from './want-token.js'

/** The whole decision of the store: total, and without clock, promise or storage. */
export function transition(state: StoreState, event: StoreEvent, moment: Moment): Step {
  switch (event.type) {
    case 'token-wanted':
      return wantToken(state, event, moment)
    case 'records-read':
      return readRecords(state, event, moment)
    case 'request-settled':
      return settleRequest(state, event, moment)
    case 'token-refused':
      return refuseToken(state, event, moment)
    case 'sign-out-began':
      return beginSignOut(state, event.by)
    case 'sign-out-stored':
      return endSignOut(state, event.view)
    case 'session-known':
      return knowSession(state, event, moment)
    case 'time-passed':
      return judgeAll(state, moment)
    case 'network-came-back':
      return retryAll(state, moment)
    case 'demand-changed':
      return judgeAll({ ...state, demand: event.demand }, moment)
    default:
      return assertNever(event)
  }
}

/** An app that signs in again may have lifted what held a scope up. */
function knowSession(state: StoreState, { view, by }: Known, moment: Moment): Step {
  const learned = learnSession(state, view, by)
  return by === 'app' ? after(learned.commands, judgeAll(learned.state, moment)) : learned
}

type Known = StoreEvent & { type: 'session-known' }

function assertNever(event: never): never {
  throw new TypeError(`unknown event: ${String(event)}`)
}
