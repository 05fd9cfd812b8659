import { beginSignOut, endSignOut, learnSession } from './learn-session.js'
import type { Moment } from './moment.js'
import { readRecords } from './read-records.js'
import { refuseToken } from './refuse-token.js'
import { settleRequest } from './settle-request.js'
import type { Step } from './step.js'
import type { StoreEvent } from './store-event.js'
import type { StoreState } from './store-state.js'
import { judgeAll, wantToken } from './want-token.js'

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
      return learnSession(state, event.view, event.by)
    case 'time-passed':
      return judgeAll(state, moment)
    case 'demand-changed':
      return judgeAll({ ...state, demand: event.demand }, moment)
    default:
      return assertNever(event)
  }
}

function assertNever(event: never): never {
  throw new TypeError(`unknown event: ${String(event)}`)
}
