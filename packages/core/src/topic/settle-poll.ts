import type { Moment } from '../session/moment.js'
import type { TransportFailure } from '../transport/transport.js'
import { type Delivery, mergeFrames } from './merge-frames.js'
import { newsOf, stood } from './standing.js'
import { acquireToken, backOff, close, queueUp, rest, startPoll, stay } from './stream-phases.js'
import type { OpenPhase, StreamCommand, StreamEvent, StreamState, StreamStep } from './stream-state.js'
import { POLL_SPACING_MS } from './stream-timing.js'

/** A stream with a poll on its way. */
export type OpenState = StreamState & { readonly phase: OpenPhase }

type Answer = Extract<StreamEvent, { type: 'poll-answered' }>

/** What one poll brought, and what to do next. The app is told last, when everything else has begun. */
export function settlePoll(state: OpenState, { frames, failure }: Answer, moment: Moment): StreamStep {
  const { cursor, deliveries } = mergeFrames(state.cursor, frames)
  const deliver: StreamCommand = { type: 'deliver', deliveries }
  if (failure !== undefined) {
    const failed = stumble({ ...state, cursor }, failure, moment)
    return stay(failed.state, [...failed.commands, deliver])
  }
  const { phase } = state
  const roundTripMs = Math.min(state.roundTripMs, moment.monotonicMs - phase.pollStartedMs)
  const next = goOn({ ...stood(state), phase, cursor, roundTripMs }, deliveries, moment)
  return stay(next.state, [...next.commands, ...newsOf(state, deliveries), deliver])
}

/** The same turn goes on with the next poll, unless somebody waits or the service answers faster than it has news. */
function goOn(state: OpenState, deliveries: readonly Delivery[], moment: Moment): StreamStep {
  const { phase } = state
  const now = moment.monotonicMs
  if (now >= phase.turnStartedMs + phase.turnMs) return queueUp(state, phase.token)
  const hasNews = deliveries.some(({ kind }) => kind === 'item')
  const isPaced = hasNews || now >= phase.pollStartedMs + POLL_SPACING_MS
  return isPaced ? startPoll(state, phase, now) : rest(state, phase.token, moment)
}

function stumble(state: OpenState, failure: TransportFailure, moment: Moment): StreamStep {
  const { generation } = state.phase.token
  switch (failure.outcome) {
    case 'rejected':
      return reject(state, moment)
    case 'unavailable':
      return backOff(state, { cause: 'unavailable', generation, retryAfterMs: failure.retryAfterMs }, moment)
    default:
      return close(state, failure.outcome, generation)
  }
}

/** One refused token is replaced at once. Two in a row are not the token's fault. */
function reject(state: OpenState, moment: Moment): StreamStep {
  const { token } = state.phase
  const next =
    state.failures === 0
      ? acquireToken({ ...state, failures: 1 })
      : backOff(state, { cause: 'rejected', generation: token.generation }, moment)
  return stay(next.state, [{ type: 'reject-token', token }, ...next.commands])
}
