import { acquireToken, close, queueUp, stay } from './stream-phases.js'
import { idleStream, type StreamEvent, type StreamState, type StreamStep } from './stream-state.js'

type Change = Extract<StreamEvent, { type: 'session-changed' }>

/** The session, or the token for this topic, may be another one now. */
export function changeSession(state: StreamState, change: Change): StreamStep {
  const { session } = change
  if (session.status === 'restoring' || state.phase.status === 'idle') return stay(state)
  const { epoch } = session
  if (state.epoch === epoch || state.epoch === undefined) return changeToken({ ...state, epoch }, change)
  const { state: next, commands } = beginEpoch(state, change)
  return stay({ ...next, epoch }, [...commands, { type: 'forget-items' }])
}

/** Another identity must not see what this one saw: neither its items nor its position goes on. */
function beginEpoch({ phase }: StreamState, { session }: Change): StreamStep {
  if (session.status !== 'active') return close(idleStream, 'signed-out')
  return phase.status === 'paused' ? stay({ ...idleStream, phase }) : acquireToken(idleStream)
}

/** A renewed token takes over from the same position: the poll under way ends, and nothing is lost with it. */
function changeToken(state: StreamState, { session, token }: Change): StreamStep {
  const { phase } = state
  switch (phase.status) {
    case 'queued':
      return stay({ ...state, phase: { ...phase, token: token ?? phase.token } })
    case 'open':
      return token !== undefined && token.generation !== phase.token.generation
        ? queueUp(state, token)
        : stay(state)
    case 'backing-off':
    case 'closed': {
      const isAnother = token !== undefined && token.generation !== phase.generation
      const isBack = phase.status === 'closed' && phase.code === 'signed-out' && session.status === 'active'
      return isAnother || isBack ? acquireToken(state) : stay(state)
    }
    default:
      return stay(state)
  }
}
