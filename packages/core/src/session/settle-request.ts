import { grantFromRecord } from './grant.js'
import { judgeScope } from './judge-scope.js'
import { learnSession } from './learn-session.js'
import type { Moment } from './moment.js'
import { adopt, withGrant } from './read-records.js'
import type { TokenRecord } from './records.js'
import { backoffMs } from './renewal-schedule.js'
import type { SessionView } from './session-view.js'
import { settleRefusal } from './settle-refusal.js'
import { announce, type Step, stay, stepTo } from './step.js'
import type { Announcement, StoreCommand } from './store-command.js'
import type { RequestOutcome, StoreEvent } from './store-event.js'
import { requestOf, type ScopeEntry, type StoreState } from './store-state.js'

type Settled = StoreEvent & { type: 'request-settled' }

/** A request came to its end. One that nobody waits for any more changes nothing. */
export function settleRequest(state: StoreState, settled: Settled, moment: Moment): Step {
  const entry = state.scopes.get(settled.key)
  if (entry === undefined || isStale(entry, settled)) return stay(state)
  const { outcome } = settled
  switch (outcome.kind) {
    case 'issued':
      return settleIssued(state, entry, outcome, moment)
    case 'adopted':
      return settleAdopted(state, entry, outcome.record, moment)
    case 'refused':
      return settleRefusal(state, entry, outcome.refusal, moment)
    case 'epoch-lost':
      return lookAgain(learnSession(state, outcome.view, 'another-tab'), entry.key)
    case 'other-subject':
      return settleOtherSubject(state, entry, outcome.view, moment)
    case 'superseded':
      return lookAgain(stay(state), entry.key)
  }
}

/** What was stored counts as long as nothing newer is known; any other word of an old request does not. */
function isStale(entry: ScopeEntry, { number, outcome }: Settled): boolean {
  if (outcome.kind === 'issued') return outcome.record.generation <= entry.generation
  return requestOf(entry.phase)?.number !== number
}

/** A new epoch for somebody else, and a token for them: at once, unless the backend keeps changing its mind. */
function settleOtherSubject(state: StoreState, entry: ScopeEntry, view: SessionView, moment: Moment): Step {
  const attempts = (requestOf(entry.phase)?.attempts ?? 0) + 1
  const retryAt = moment.at + (attempts > 1 ? backoffMs(attempts, moment.chance) : 0)
  const learned = learnSession(state, view, 'app')
  const phase = { status: 'waiting', retryAt, cause: 'unavailable', attempts } as const
  const scopes = new Map([...learned.state.scopes].map(([key, renewed]) => [key, { ...renewed, phase }]))
  return stay({ ...learned.state, scopes }, [{ type: 'ring-doorbell' }, ...learned.commands])
}

type Issued = RequestOutcome & { kind: 'issued' }

function settleIssued(
  before: StoreState,
  entry: ScopeEntry,
  { record, view, cappedFromMs }: Issued,
  moment: Moment,
): Step {
  if (isOfAnotherEpoch(before, record)) return lookAgain(stay(before), entry.key)
  const { state } = learnSession(before, view, 'another-tab')
  const request = requestOf(entry.phase)
  const lastIssue = {
    at: moment.at,
    lifetimeMs: record.lifetimeMs,
    reason: request?.reason ?? 'first',
  } as const
  const next = withGrant({ ...entry, lastIssue }, grantFromRecord(record, 'issued', moment))
  const events = issueEvents(entry, record, cappedFromMs)
  return stepTo(state, judgeScope(next, state.demand, moment), [
    { type: 'ring-doorbell' },
    ...events.map(announce),
  ])
}

function issueEvents(
  entry: ScopeEntry,
  record: TokenRecord,
  cappedFromMs: number | undefined,
): readonly Announcement[] {
  const { generation, lifetimeMs, granted } = record
  const about = { scope: entry.key, generation }
  const events: Announcement[] = []
  const type = entry.generation === 0 ? 'token-issued' : 'token-renewed'
  events.push({ type, ...about, expiresAt: record.issuedAt + lifetimeMs })
  if (isNarrowed(entry, granted)) events.push({ type: 'grant-narrowed', ...about })
  if (cappedFromMs !== undefined) {
    events.push({ type: 'lifetime-capped', ...about, lifetimeMs: cappedFromMs, cappedToMs: lifetimeMs })
  }
  return events
}

function isNarrowed(entry: ScopeEntry, granted: TokenRecord['granted']): boolean {
  if (entry.scope === undefined || granted === undefined) return false
  return granted.key !== entry.scope.key && granted.key !== entry.granted?.key
}

function settleAdopted(state: StoreState, entry: ScopeEntry, record: TokenRecord, moment: Moment): Step {
  return isOfAnotherEpoch(state, record)
    ? lookAgain(stay(state), entry.key)
    : adopt(state, entry, record, moment)
}

function isOfAnotherEpoch({ session }: StoreState, record: TokenRecord): boolean {
  return session.status !== 'active' || session.epoch !== record.epoch
}

/** What this tab believed of storage is no longer so: it is read afresh. */
function lookAgain({ state, commands }: Step, key: string): Step {
  const entry = state.scopes.get(key)
  if (entry === undefined) return stay(state, commands)
  const read: StoreCommand = { type: 'read-records', key }
  return stepTo(state, { ...entry, phase: { status: 'reading' } }, [...commands, read])
}
