import type { TokenRefusal } from './issue.js'
import { judgeScope } from './judge-scope.js'
import { beginSignOut, learnSession } from './learn-session.js'
import type { Moment } from './moment.js'
import { BACKOFF_MAX_MS, backoffMs, DENIED_PAUSE_MS } from './renewal-schedule.js'
import { announce, type Step, stay, stepTo } from './step.js'
import { requestOf, type ScopeEntry, type ScopePhase, type StoreState } from './store-state.js'

/** The answer table of the token endpoint: who it ends, who waits, and until when. */
export function settleRefusal(
  state: StoreState,
  entry: ScopeEntry,
  refusal: TokenRefusal,
  moment: Moment,
): Step {
  switch (refusal.refusal) {
    case 'signed-out':
      return settleSignedOut(state, entry)
    case 'denied':
      return settleDenied(state, entry, moment)
    case 'misconfigured':
    case 'unavailable':
      return settleFailure(state, entry, { ...refusal, refusal: refusal.refusal }, moment)
  }
}

/** A session that was signed in ends for every tab; a visitor is only turned away. */
function settleSignedOut(state: StoreState, entry: ScopeEntry): Step {
  const { session } = state
  if (session.status !== 'active') return stay(state)
  const { epoch } = session
  const wasSignedIn = session.standing === 'signed-in' || entry.generation > 0
  if (!wasSignedIn) return learnSession(state, { status: 'signed-out', epoch }, 'backend')
  const { state: next, commands } = beginSignOut(state, 'backend')
  return stay(next, [...commands, { type: 'end-session', epoch }])
}

/** No successor is to be had; a token that is there was granted before, and serves until its end. */
function settleDenied(state: StoreState, entry: ScopeEntry, moment: Moment): Step {
  const askAgainAt = moment.at + DENIED_PAUSE_MS
  const event = announce({ type: 'renewal-failed', scope: entry.key, cause: 'denied', retryAt: askAgainAt })
  return stepTo(state, { ...entry, phase: deniedPhase(entry.phase, askAgainAt) }, [event])
}

function deniedPhase(phase: ScopePhase, retryAt: number): ScopePhase {
  if (phase.status !== 'live') return { status: 'denied', askAgainAt: retryAt }
  return { ...phase, renewal: { phase: 'backing-off', retryAt, cause: 'denied', attempts: 0 } }
}

interface Failure {
  readonly refusal: 'misconfigured' | 'unavailable'
  readonly retryAfterMs?: number
}

/** The live token goes on serving; the next attempt is scheduled, always. */
function settleFailure(
  state: StoreState,
  entry: ScopeEntry,
  { refusal, retryAfterMs }: Failure,
  moment: Moment,
): Step {
  const attempts = (requestOf(entry.phase)?.attempts ?? 0) + 1
  const delayMs =
    refusal === 'misconfigured' ? BACKOFF_MAX_MS : backoffMs(attempts, moment.chance, retryAfterMs)
  const retryAt = moment.at + delayMs
  const event = announce({ type: 'renewal-failed', scope: entry.key, cause: refusal, retryAt })
  const next = judgeScope(
    { ...entry, phase: failedPhase(entry, refusal, retryAt, attempts) },
    state.demand,
    moment,
  )
  return stepTo(state, next, [event])
}

function failedPhase(
  { phase }: ScopeEntry,
  cause: 'misconfigured' | 'unavailable',
  retryAt: number,
  attempts: number,
): ScopeEntry['phase'] {
  if (phase.status === 'live')
    return { ...phase, renewal: { phase: 'backing-off', retryAt, cause, attempts } }
  return { status: 'waiting', retryAt, cause, attempts }
}
