import type { SessionProblem } from '../errors/session-error.js'
import type { Token } from '../token/token.js'
import { isJustIssued, isUsable, remainingMs } from './grant.js'
import type { Time } from './moment.js'
import type { Pause } from './pause.js'
import { hasCome } from './renewal-schedule.js'
import type { ScopeEntry, ScopePhase, StoreState } from './store-state.js'

/** What a caller gets, as things stand: a token, a reason, or patience. */
export type Served =
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'problem'; readonly problem: SessionProblem }
  | { readonly kind: 'wait' }

export interface Wish {
  readonly key: string
  readonly minValidityMs: number
  /** The token that was too short when the caller came; any other is as long as they get. */
  readonly tooShort: Token | undefined
}

const WAIT: Served = { kind: 'wait' }

export function serve(state: StoreState, wish: Wish, time: Time): Served {
  const { status } = state.session
  if (status === 'signed-out' || status === 'signing-out') return problem({ code: 'signed-out' })
  const entry = state.scopes.get(wish.key)
  if (status === 'restoring' || entry === undefined) return WAIT
  return serveScope(entry.phase, wish, time)
}

function serveScope(phase: ScopePhase, wish: Wish, time: Time): Served {
  switch (phase.status) {
    case 'idle':
    case 'reading':
    case 'issuing':
      return WAIT
    case 'live':
      return serveLive(phase, wish, time)
    case 'waiting':
      return hasCome(phase.pause.retryAt, time.at) ? WAIT : problem(pauseProblem(phase.pause))
  }
}

function serveLive({ grant, renewal }: ScopePhase & { status: 'live' }, wish: Wish, time: Time): Served {
  if (!isUsable(grant, time)) return WAIT
  const isLongEnough = remainingMs(grant, time) >= wish.minValidityMs
  const isNews = grant.origin !== 'restored' && grant.token !== wish.tooShort
  if (isLongEnough || isNews || isJustIssued(grant, time)) return { kind: 'token', token: grant.token }
  return renewal.status === 'waiting' ? problem(pauseProblem(renewal.pause)) : WAIT
}

function pauseProblem({ cause, retryAt }: Pause): SessionProblem {
  if (cause === 'denied') return { code: cause, askAgainAt: retryAt }
  return cause === 'misconfigured' ? { code: cause } : { code: 'unavailable', retryAt }
}

function problem(problem: SessionProblem): Served {
  return { kind: 'problem', problem }
}

/** The live token of a scope, if it may be handed out this moment. */
export function usableToken(entry: ScopeEntry | undefined, time: Time): Token | undefined {
  return entry?.phase.status === 'live' && isUsable(entry.phase.grant, time)
    ? entry.phase.grant.token
    : undefined
}
