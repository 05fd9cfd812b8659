import type { SessionProblem } from '../errors/session-error.js'
import type { Moment } from '../session/moment.js'
import { changeSession } from './change-session.js'
import { settlePoll } from './settle-poll.js'
import { newsOf, stood } from './standing.js'
import { acquireToken, backOff, close, enter, lose, queueUp, startPoll, stay } from './stream-phases.js'
import { idleStream, type StreamEvent, type StreamState, type StreamStep } from './stream-state.js'
import { MOST_ROUND_TRIP_MS, pollWaitMs } from './stream-timing.js'

/**
 * The whole decision of one turned stream: total, and without clock, promise or dice of its own. What a phase does
 * not list does not concern it.
 */
export function transition(state: StreamState, event: StreamEvent, moment: Moment): StreamStep {
  const { phase } = state
  if (phase.status === 'closed' && phase.code === 'disposed') return stay(state)
  switch (event.type) {
    case 'subscribed':
      return phase.status === 'idle' ? acquireToken(state) : stay(state)
    case 'last-left':
      return stay(idleStream, [{ type: 'stop' }, { type: 'forget-items' }])
    case 'disposed':
      return close(state, 'disposed')
    case 'app-was-hidden':
      return stay(state)
    case 'app-is-pausing':
      return pause(state)
    case 'app-woke':
    case 'network-came-back':
      return tryAtOnce(state, event.type)
    case 'token-ready':
      return phase.status === 'acquiring-token' ? queueUp(state, event.token) : stay(state)
    case 'token-failed':
      return phase.status === 'acquiring-token' ? failToken(state, event.problem, moment) : stay(state)
    case 'slot-granted': {
      const turn = { ...phase, turnStartedMs: moment.monotonicMs, turnMs: event.turnMs }
      return turn.status === 'queued' ? startPoll(state, turn, moment.monotonicMs) : stay(state)
    }
    case 'slot-wanted':
      return shortenTurn(state, event.turnMs, moment)
    case 'poll-answered':
      return phase.status === 'open' ? settlePoll({ ...state, phase }, event, moment) : stay(state)
    case 'timer-fired':
      return endWait(state)
    case 'session-changed':
      return changeSession(state, event)
    default:
      return assertNever(event)
  }
}

function assertNever(event: never): never {
  throw new TypeError(`unknown event: ${String(event)}`)
}

/** A tab that may freeze holds neither a slot nor a request. */
function pause(state: StreamState): StreamStep {
  const { status } = state.phase
  if (status === 'idle' || status === 'closed' || status === 'paused') return stay(state)
  return lose(enter(state, { status: 'paused' }), 'paused')
}

/** Whatever was believed about the network or the time may be wrong: ask again, from the same position. */
function tryAtOnce(state: StreamState, reason: 'app-woke' | 'network-came-back'): StreamStep {
  switch (state.phase.status) {
    case 'paused':
    case 'queued':
      return reason === 'app-woke' ? acquireToken(state) : stay(state)
    case 'open':
    case 'backing-off':
      return acquireToken(state)
    default:
      return stay(state)
  }
}

function failToken(state: StreamState, problem: SessionProblem, moment: Moment): StreamStep {
  switch (problem.code) {
    case 'unavailable':
    case 'aborted':
    case 'undecodable': {
      const retryAfterMs = problem.code === 'unavailable' ? problem.retryAt - moment.at : 0
      return backOff(state, { cause: 'unavailable', retryAfterMs }, moment)
    }
    default:
      return close(state, problem.code)
  }
}

/** Somebody waits for a slot. The first poll after a loss is let go on until it has been answered. */
function shortenTurn(state: StreamState, turnMs: number, { monotonicMs }: Moment): StreamStep {
  const { phase, line } = state
  if (phase.status !== 'open') return stay(state)
  const turn = { ...phase, turnMs }
  const delayMs = pollWaitMs(state, turn, monotonicMs)
  return stay({ ...state, phase: turn }, line === 'up' ? [{ type: 'wait', delayMs }] : [])
}

/**
 * A poll was cut before its answer came. Where a topic is, is answered at once; if not even that came in time, the way
 * is longer than was thought.
 */
function slower(state: StreamState): StreamState {
  if (state.cursor !== 'latest') return state
  return { ...state, roundTripMs: Math.min(2 * state.roundTripMs, MOST_ROUND_TRIP_MS) }
}

/** The timer of the present phase fired. */
function endWait(state: StreamState): StreamStep {
  const { phase } = state
  switch (phase.status) {
    case 'queued':
      return stay({ ...state, phase: { ...phase, wait: 'overdue' } })
    case 'open': {
      const next = queueUp(slower(stood(state)), phase.token)
      return stay(next.state, [...next.commands, ...newsOf(state, 'unknown')])
    }
    case 'backing-off':
    case 'closed':
      return acquireToken(state)
    default:
      return stay(state)
  }
}
