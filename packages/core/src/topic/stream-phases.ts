import type { Moment } from '../session/moment.js'
import { backoffMs } from '../session/renewal-schedule.js'
import type { Token } from '../token/token.js'
import type {
  ClosedCode,
  LostCause,
  StreamCommand,
  StreamPhase,
  StreamState,
  StreamStep,
  Turn,
} from './stream-state.js'
import {
  FIRST_QUEUED_SHOWN_MS,
  MISCONFIGURED_PAUSE_MS,
  MOST_DOUBLINGS,
  POLL_SPACING_MS,
  pollWaitMs,
  QUEUED_SHOWN_MS,
} from './stream-timing.js'

/** The phase goes on. */
export function stay(state: StreamState, commands: readonly StreamCommand[] = []): StreamStep {
  return { state, commands }
}

/** Everything under way ends, and `phase` begins with `commands`. */
export function enter(
  state: StreamState,
  phase: StreamPhase,
  commands: readonly StreamCommand[] = [],
): StreamStep {
  return stay({ ...state, phase }, [{ type: 'stop' }, ...commands])
}

/** Begins anew, from the present position. */
export function acquireToken(state: StreamState): StreamStep {
  return enter(state, { status: 'acquiring-token' }, [{ type: 'get-token' }])
}

/** To the back of the line for a slot. A topic that has just been cut stays `open` to the eye meanwhile. */
export function queueUp(state: StreamState, token: Token): StreamStep {
  const delayMs = state.line === 'new' ? FIRST_QUEUED_SHOWN_MS : QUEUED_SHOWN_MS
  return enter(state, { status: 'queued', token, wait: 'short' }, [
    { type: 'take-slot', token },
    { type: 'wait', delayMs },
  ])
}

/** Asks from the present position, in the turn that has begun. */
export function startPoll(
  state: StreamState,
  { token, turnStartedMs, turnMs }: Turn & { readonly token: Token },
  pollStartedMs: number,
): StreamStep {
  const phase = { status: 'open', token, turnStartedMs, turnMs, pollStartedMs } as const
  return stay({ ...state, phase }, [
    { type: 'poll', token, at: state.cursor },
    { type: 'wait', delayMs: pollWaitMs(state, phase, pollStartedMs) },
  ])
}

/** What failed, and when it may be tried again. */
export interface Failure {
  readonly cause: LostCause
  readonly generation?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/** Tries again after 1 to 30 s, with full jitter, and not before it was told to. */
export function backOff(state: StreamState, failure: Failure, { at, chance }: Moment): StreamStep {
  const { cause, generation, retryAfterMs } = failure
  const failures = state.failures + 1
  const delayMs = backoffMs(Math.min(failures, MOST_DOUBLINGS), chance, retryAfterMs)
  const phase = { status: 'backing-off', retryAt: at + delayMs, generation } as const
  return lose(enter({ ...state, failures }, phase, [{ type: 'wait', delayMs }]), cause)
}

/** Waits a little before the next poll, though nothing failed. */
export function rest(state: StreamState, token: Token, { at }: Moment): StreamStep {
  const phase = {
    status: 'backing-off',
    retryAt: at + POLL_SPACING_MS,
    generation: token.generation,
  } as const
  return enter(state, phase, [{ type: 'wait', delayMs: POLL_SPACING_MS }])
}

/** Stops until something changes. What the service refuses as such is tried again all the same, seldom. */
export function close(state: StreamState, code: ClosedCode, generation?: number): StreamStep {
  const retry: readonly StreamCommand[] =
    code === 'misconfigured' ? [{ type: 'wait', delayMs: MISCONFIGURED_PAUSE_MS }] : []
  return lose(enter(state, { status: 'closed', code, generation }, retry), lostCauseOf(code))
}

/** The line is not up any more. Without a `cause` the session's own events say it already. */
export function lose(step: StreamStep, cause: LostCause | undefined): StreamStep {
  if (step.state.line !== 'up') return step
  const lost: readonly StreamCommand[] =
    cause === undefined ? [] : [{ type: 'tell', news: { type: 'stream-lost', cause } }]
  return stay({ ...step.state, line: 'down' }, [...step.commands, ...lost])
}

function lostCauseOf(code: ClosedCode): LostCause | undefined {
  switch (code) {
    case 'signed-out':
    case 'denied':
    case 'capability-missing':
    case 'disposed':
      return undefined
    default:
      return code
  }
}
