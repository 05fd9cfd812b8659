import { isRenewalDue, isUsable } from './grant.js'
import type { IssueReason } from './issue.js'
import type { Moment, Time } from './moment.js'
import { hasCome, issueSpacingMs } from './renewal-schedule.js'
import {
  attemptsOf,
  type IssueRequest,
  issuePhaseOf,
  type ScopeEntry,
  type ScopePhase,
  withIssuePhase,
} from './store-state.js'

/** `wanted`: somebody asks for the token now; `watched`: somebody would miss it. */
export type Demand = 'none' | 'watched' | 'wanted'

/** What time alone has made of a scope, and whether that calls for a request: the request is in the phase returned. */
export function judgeScope(entry: ScopeEntry, demand: Demand, moment: Moment): ScopeEntry {
  const { phase } = entry
  // A token whose time is over stops serving, whatever its renewal is doing.
  const isOver = phase.status === 'live' && !isUsable(phase.grant, moment)
  const aged = isOver ? { ...entry, phase: phase.renewal } : entry
  return isRequestDue(aged.phase, demand, moment) ? startRequest(aged, reasonFor(aged), moment) : aged
}

/** Whether asking for this scope's token, although it can be served from memory, calls for its successor. */
export function isRenewalWanted({ phase }: ScopeEntry, time: Time): boolean {
  return phase.status === 'live' && isRequestDue(phase, 'wanted', time)
}

function isRequestDue(phase: ScopePhase, demand: Demand, time: Time): boolean {
  if (demand === 'none' || phase.status === 'reading') return false
  const issuing = issuePhaseOf(phase)
  switch (issuing.status) {
    case 'issuing':
      return false
    case 'idle':
      return phase.status !== 'live' || isRenewalDue(phase.grant, time)
    case 'waiting':
      // A scope that was denied is asked for again on demand only.
      if (issuing.pause.cause === 'denied' && demand !== 'wanted') return false
      return hasCome(issuing.pause.retryAt, time.at)
  }
}

function reasonFor({ phase, generation }: ScopeEntry): IssueReason {
  if (phase.status === 'live') return 'renewal'
  return generation === 0 ? 'first' : 'expired'
}

/** Begins a request, or waits for the spacing that keeps two issues apart. A first rejection need not wait. */
export function startRequest(entry: ScopeEntry, reason: IssueReason, moment: Moment): ScopeEntry {
  const { phase, requestCount, generation } = entry
  const retryAt = earliestIssueAt(entry, reason, moment)
  const attempts = attemptsOf(phase)
  if (moment.at < retryAt) {
    const pause = { cause: 'unavailable', retryAt, attempts, since: moment.at } as const
    return { ...entry, phase: withIssuePhase(phase, { status: 'waiting', pause }) }
  }
  const request: IssueRequest = { number: requestCount + 1, reason, attempts, generation }
  return {
    ...entry,
    requestCount: request.number,
    phase: withIssuePhase(phase, { status: 'issuing', request }),
  }
}

function earliestIssueAt({ lastIssue }: ScopeEntry, reason: IssueReason, moment: Moment): number {
  if (lastIssue === undefined || lastIssue.at > moment.at) return 0
  if (reason === 'rejected' && lastIssue.reason !== 'rejected') return 0
  const spacingMs = issueSpacingMs(lastIssue.lifetimeMs)
  // Either clock may stand still.
  if (moment.monotonicMs - lastIssue.monotonicMs >= spacingMs) return 0
  return lastIssue.at + spacingMs
}
