import { browserClock } from '../environment/browser/browser-clock.js'
import type { Clock } from '../environment/clock.js'
import { handOutMarginMs, hasCome } from '../session/renewal-schedule.js'
import type { SessionState } from '../session/session-states.js'
import type { ScopeArgument, TokenStore } from '../store/token-store.js'
import type { Token } from '../token/token.js'
import type {
  BackingOffCause,
  ExplainedAnswer,
  ExplainedToken,
  Explanation,
  LiveScope,
  NextStep,
  Timed,
} from './explanation.js'
import { explanationSentence } from './explanation-sentence.js'

/** What is looked at of a token store. */
export type ExplainedStore<Names extends string = string> = Pick<
  TokenStore<Names>,
  'scopeState' | 'sessionState' | 'peekToken'
>

/**
 * Why a scope's token is, or is not, to be had this moment, and what happens next: for a panel, a log or a bug report.
 * It looks and does not ask: no request, no storage, no timer.
 *
 * ```ts
 * explain(session.tokens).sentence // 'from memory, generation 7, 41:12 left, next renewal in 29:03'
 * ```
 * @param clock the one the store was given, where that is not the browser's
 */
export function explain<Names extends string>(
  tokens: ExplainedStore<Names>,
  scope?: ScopeArgument<Names>,
  clock: Pick<Clock, 'now'> = browserClock,
): Explanation {
  const at = clock.now()
  const session = tokens.sessionState()
  const skewMs = session.status === 'active' ? session.skewMs : undefined
  const facts = { at, ...explainSession(session, () => explainScope(tokens, scope, at)), skewMs }
  return { ...facts, sentence: explanationSentence(facts) }
}

type Decision = Pick<Explanation, 'answer' | 'token' | 'next'>

function explainSession({ status }: SessionState, explainActive: () => Decision): Decision {
  switch (status) {
    case 'restoring':
      return decision({ does: 'wait', for: 'storage' }, { because: status })
    case 'signed-out':
      return decision({ does: 'reject', code: status }, { because: status })
    case 'active':
      return explainActive()
  }
}

function explainScope<Names extends string>(
  tokens: ExplainedStore<Names>,
  scope: ScopeArgument<Names> | undefined,
  now: number,
): Decision {
  const state = tokens.scopeState(scope)
  const served = tokens.peekToken(scope)
  const isOwn = state.status === 'live' && state.expiresAt === served?.expiresAt
  if (served && !isOwn) return explainCovered(served, now)
  switch (state.status) {
    case 'idle':
      return decision(ASK, NOBODY_ASKED)
    case 'issuing':
      return decision(WAIT, UNDER_WAY)
    case 'waiting':
      return decision(answerAt(state.retryAt, now, state.cause), {
        ...timed(state.status, state.retryAt, now),
        cause: state.cause,
      })
    case 'denied':
      return decision(
        answerAt(state.askAgainAt, now, state.status),
        timed(state.status, state.askAgainAt, now),
      )
    case 'live':
      return explainLive(state, isOwn, now)
  }
}

/** Where the store may reuse tokens, one of a wider scope may be at hand. */
function explainCovered({ generation, expiresAt }: Token, now: number): Decision {
  const wider = { origin: 'wider-scope', grant: 'as-asked', issuedAt: undefined } as const
  const token = { ...wider, generation, expiresAt, leftMs: untilMs(expiresAt, now) }
  return decision(FROM_MEMORY, { because: 'covered' }, token)
}

function explainLive(live: LiveScope, isServed: boolean, now: number): Decision {
  const { generation, origin, grant, issuedAt, expiresAt } = live
  const token = { generation, origin, grant, issuedAt, expiresAt, leftMs: untilMs(expiresAt, now) }
  const isOver = expiresAt - now <= handOutMarginMs(expiresAt - issuedAt)
  const { answer, next } = isOver ? explainEnded(live, now) : { answer: HELD_BACK, next: nextOf(live, now) }
  return isServed ? decision(FROM_MEMORY, nextOf(live, now), token) : decision(answer, next, token)
}

/** Where nobody listens, a token may end without anybody taking note. */
function explainEnded(live: LiveScope, now: number): Decision {
  const { renewal } = live
  switch (renewal.phase) {
    case 'scheduled':
      return decision(ASK, NOBODY_ASKED)
    case 'running':
      return decision(WAIT, UNDER_WAY)
    case 'backing-off':
      return decision(answerAt(renewal.retryAt, now, renewal.cause), nextOf(live, now))
  }
}

function nextOf({ renewal }: LiveScope, now: number): NextStep {
  switch (renewal.phase) {
    case 'scheduled':
      return { because: 'renewal-margin', at: renewal.at, inMs: untilMs(renewal.at, now) }
    case 'running':
      return UNDER_WAY
    case 'backing-off':
      return {
        ...timed(renewal.phase, renewal.retryAt, now),
        failures: renewal.attempts,
        cause: renewal.cause,
      }
  }
}

const FROM_MEMORY: ExplainedAnswer = { does: 'serve', from: 'memory' }
const ASK: ExplainedAnswer = { does: 'ask' }
const WAIT: ExplainedAnswer = { does: 'wait', for: 'request' }
const HELD_BACK: ExplainedAnswer = { does: 'wait', for: 'change' }
const NOBODY_ASKED: NextStep = { because: 'nobody-asked' }
const UNDER_WAY: NextStep = { because: 'request-under-way' }

function answerAt(dueAt: number, now: number, cause: BackingOffCause): ExplainedAnswer {
  if (hasCome(dueAt, now)) return ASK
  return { does: 'reject', code: cause === 'budget' ? 'unavailable' : cause }
}

function timed<Because extends string>(because: Because, at: number, now: number): Timed<Because> {
  return { because, at, inMs: hasCome(at, now) ? 0 : at - now }
}

function untilMs(at: number, now: number): number {
  return Math.max(0, at - now)
}

function decision(answer: ExplainedAnswer, next: NextStep, token?: ExplainedToken): Decision {
  return { answer, token, next }
}
