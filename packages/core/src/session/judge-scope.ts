import { isRenewalDue, isUsable } from './grant.js'
import type { IssueReason } from './issue.js'
import type { Moment } from './moment.js'
import { hasCome, issueSpacingMs } from './renewal-schedule.js'
import {
  type IssueRequest,
  type RenewalPhase,
  requestOf,
  type ScopeEntry,
  type ScopePhase,
} from './store-state.js'

/** `wanted`: somebody asks for the token now; `watched`: somebody would miss it. */
export type Demand = 'none' | 'watched' | 'wanted'

/** What time alone has made of a scope, and whether that calls for a request: the request is in the phase returned. */
export function judgeScope(entry: ScopeEntry, demand: Demand, moment: Moment): ScopeEntry {
  const phase = agedPhase(entry.phase, moment)
  const aged = phase === entry.phase ? entry : { ...entry, phase }
  const reason = requestDue(phase, entry, demand, moment)
  return reason === undefined ? aged : startRequest(aged, reason, moment)
}

/** Whether asking for this scope's token, although it can be served from memory, calls for its successor. */
export function isRenewalWanted({ phase }: ScopeEntry, moment: Moment): boolean {
  return phase.status === 'live' && isRenewalTime(phase, moment)
}

/** A token whose time is over stops serving, whatever its renewal is doing. */
function agedPhase(phase: ScopePhase, moment: Moment): ScopePhase {
  if (phase.status !== 'live' || isUsable(phase.grant, moment)) return phase
  const { renewal } = phase
  switch (renewal.phase) {
    case 'running':
      return { status: 'issuing', request: renewal.request }
    case 'backing-off':
      return withoutToken(renewal)
    case 'scheduled':
      return { status: 'idle' }
  }
}

/** What is left of a renewal that backs off when there is no token any more. */
export function withoutToken({
  retryAt,
  cause,
  attempts,
}: RenewalPhase & { phase: 'backing-off' }): ScopePhase {
  if (cause === 'denied') return { status: 'denied', askAgainAt: retryAt }
  return { status: 'waiting', retryAt, cause, attempts }
}

function requestDue(
  phase: ScopePhase,
  entry: ScopeEntry,
  demand: Demand,
  moment: Moment,
): IssueReason | undefined {
  if (demand === 'none') return undefined
  switch (phase.status) {
    case 'reading':
    case 'issuing':
      return undefined
    case 'idle':
      return reasonFor(entry)
    case 'waiting':
      return hasCome(phase.retryAt, moment.at) ? reasonFor(entry) : undefined
    case 'denied':
      return demand === 'wanted' && hasCome(phase.askAgainAt, moment.at) ? reasonFor(entry) : undefined
    case 'live':
      return isRenewalTime(phase, moment) ? 'renewal' : undefined
  }
}

function reasonFor(entry: ScopeEntry): IssueReason {
  return entry.generation === 0 ? 'first' : 'expired'
}

function isRenewalTime(phase: ScopePhase & { status: 'live' }, moment: Moment): boolean {
  const { renewal, grant } = phase
  if (renewal.phase === 'scheduled') return isRenewalDue(grant, moment)
  return renewal.phase === 'backing-off' && hasCome(renewal.retryAt, moment.at)
}

/** Begins a request, or waits for the spacing that keeps two issues apart. A first rejection need not wait. */
export function startRequest(entry: ScopeEntry, reason: IssueReason, moment: Moment): ScopeEntry {
  const earliestAt = earliestIssueAt(entry, reason, moment)
  const attempts = attemptsOf(entry.phase)
  if (moment.at < earliestAt) return { ...entry, phase: postponed(entry.phase, earliestAt, attempts) }
  const request: IssueRequest = { number: entry.requestCount + 1, reason, attempts }
  return { ...entry, requestCount: request.number, phase: requesting(entry.phase, request) }
}

function earliestIssueAt({ lastIssue }: ScopeEntry, reason: IssueReason, { at }: Moment): number {
  if (lastIssue === undefined || lastIssue.at > at) return 0
  if (reason === 'rejected' && lastIssue.reason !== 'rejected') return 0
  return lastIssue.at + issueSpacingMs(lastIssue.lifetimeMs)
}

function attemptsOf(phase: ScopePhase): number {
  if (phase.status === 'waiting') return phase.attempts
  if (phase.status === 'live' && phase.renewal.phase === 'backing-off') return phase.renewal.attempts
  return requestOf(phase)?.attempts ?? 0
}

function postponed(phase: ScopePhase, retryAt: number, attempts: number): ScopePhase {
  return phase.status === 'live'
    ? { ...phase, renewal: { phase: 'backing-off', retryAt, cause: 'unavailable', attempts } }
    : { status: 'waiting', retryAt, cause: 'unavailable', attempts }
}

function requesting(phase: ScopePhase, request: IssueRequest): ScopePhase {
  return phase.status === 'live'
    ? { ...phase, renewal: { phase: 'running', request } }
    : { status: 'issuing', request }
}
