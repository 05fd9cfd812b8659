import { grantFromRecord } from './grant.js'
import { judgeScope } from './judge-scope.js'
import { beginSignOut, learnSession } from './learn-session.js'
import { learnSkew } from './learn-skew.js'
import type { Moment } from './moment.js'
import { type Pause, pauseAfter } from './pause.js'
import { adopt, withGrant } from './read-records.js'
import type { TokenRecord } from './records.js'
import type { SessionView } from './session-view.js'
import { after, announce, type Step, stay, stepTo } from './step.js'
import type { Announcement, StoreCommand } from './store-command.js'
import type { RequestOutcome, StoreEvent } from './store-event.js'
import { attemptsOf, requestOf, type ScopeEntry, type StoreState, withIssuePhase } from './store-state.js'

type Settled = StoreEvent & { type: 'request-settled' }

/** A request came to its end. One that nobody waits for any more changes nothing. */
export function settleRequest(before: StoreState, settled: Settled, moment: Moment): Step {
  const { state, commands } = learnSkew(before, settled.skewMs)
  const entry = state.scopes.get(settled.key)
  if (entry === undefined) return stay(state, commands)
  const { outcome } = settled
  const isAwaited = requestOf(entry.phase)?.number === settled.number
  // What was stored counts, whoever waits for it, as long as nothing newer is known.
  const isNews = isNewsFor(entry, outcome)
  if (!isAwaited && (outcome.kind !== 'issued' || !isNews)) return stay(state, commands)
  const step = isNews ? settle(state, entry, outcome, moment) : settleNothing(state, entry, moment)
  return after(commands, step)
}

/** A token tells something if it is newer than the one in hand; a failure, if no other tab has had success since. */
function isNewsFor({ phase, generation }: ScopeEntry, outcome: RequestOutcome): boolean {
  if (outcome.kind === 'issued' || outcome.kind === 'adopted') return outcome.record.generation > generation
  if (outcome.kind !== 'failed' && outcome.kind !== 'held-up') return true
  return generation <= (requestOf(phase)?.generation ?? generation)
}

/** Something newer came on another way: the request has brought nothing, and is over. */
function settleNothing(state: StoreState, entry: ScopeEntry, moment: Moment): Step {
  return stepTo(state, judgeScope(withoutRequest(entry), state.demand, moment))
}

function withoutRequest(entry: ScopeEntry): ScopeEntry {
  return { ...entry, phase: withIssuePhase(entry.phase, { status: 'idle' }) }
}

function settle(state: StoreState, entry: ScopeEntry, outcome: RequestOutcome, moment: Moment): Step {
  switch (outcome.kind) {
    case 'issued':
      return settleIssued(state, entry, outcome, moment)
    case 'adopted':
      return settleAdopted(state, entry, outcome.record, moment)
    case 'session-ended':
      return settleSessionEnded(state, entry)
    case 'failed':
      return after([failureEvent(entry, outcome)], settlePaused(state, entry, outcome.pause, moment))
    case 'held-up':
      return after(heldUpEvents(entry, outcome.pause), settlePaused(state, entry, outcome.pause, moment))
    case 'epoch-lost':
      return lookAgain(learnSession(state, outcome.view, 'another-tab'), entry.key)
    case 'other-subject':
      return settleOtherSubject(state, entry, outcome.view, moment)
    case 'superseded':
      return settleSuperseded(state, entry, moment)
  }
}

/** A session that was signed in ends for every tab; a visitor is only turned away. */
function settleSessionEnded(state: StoreState, entry: ScopeEntry): Step {
  const { session } = state
  if (session.status !== 'active') return stay(state)
  const { epoch } = session
  const wasSignedIn = session.standing === 'signed-in' || entry.generation > 0
  if (!wasSignedIn) return learnSession(state, { status: 'signed-out', epoch }, 'backend')
  const { state: next, commands } = beginSignOut(state, 'backend')
  return stay(next, [...commands, { type: 'end-session', epoch }])
}

/** The live token goes on serving, and the next attempt is scheduled, always. */
function settlePaused(state: StoreState, entry: ScopeEntry, pause: Pause, moment: Moment): Step {
  const phase = withIssuePhase(entry.phase, { status: 'waiting', pause })
  return stepTo(state, judgeScope({ ...entry, phase }, state.demand, moment))
}

type Failed = RequestOutcome & { kind: 'failed' }

function failureEvent({ key }: ScopeEntry, { pause, status, problem }: Failed): StoreCommand {
  const { cause, retryAt } = pause
  const details = { ...(status && { status }), ...(problem && { problem }) }
  return announce({ type: 'renewal-failed', scope: key, cause, retryAt, ...details })
}

/** Another tab's failure is that tab's to announce. */
function heldUpEvents({ key }: ScopeEntry, { cause, retryAt }: Pause): readonly StoreCommand[] {
  return cause === 'budget' ? [announce({ type: 'budget-spent', scope: key, retryAt })] : []
}

/** What is in storage does not serve: a live token goes on doing so until the next attempt. */
function settleSuperseded(state: StoreState, entry: ScopeEntry, moment: Moment): Step {
  if (entry.phase.status !== 'live') return lookAgain(stay(state), entry.key)
  return settlePaused(
    state,
    entry,
    pauseAfter({ refusal: 'unavailable' }, attemptsOf(entry.phase) + 1, moment),
    moment,
  )
}

/** A new epoch for somebody else, and a token for them: at once, unless the backend keeps changing its mind. */
function settleOtherSubject(state: StoreState, entry: ScopeEntry, view: SessionView, moment: Moment): Step {
  const attempts = attemptsOf(entry.phase) + 1
  const later = pauseAfter({ refusal: 'unavailable' }, attempts, moment)
  const learned = learnSession(state, view, 'app')
  const pause = attempts > 1 ? later : { ...later, retryAt: moment.at }
  const phase = { status: 'waiting', pause } as const
  const scopes = new Map([...learned.state.scopes].map(([key, renewed]) => [key, { ...renewed, phase }]))
  return stay({ ...learned.state, scopes }, [{ type: 'ring-doorbell' }, ...learned.commands])
}

type Issued = RequestOutcome & { kind: 'issued' }

function settleIssued(
  before: StoreState,
  entry: ScopeEntry,
  { record, view, cappedFromMs, sentMonotonicMs }: Issued,
  moment: Moment,
): Step {
  if (isOfAnotherEpoch(before, record)) return lookAgain(stay(before), entry.key)
  const { state } = learnSession(before, view, 'another-tab')
  const request = requestOf(entry.phase)
  const lastIssue = {
    at: moment.at,
    monotonicMs: moment.monotonicMs,
    lifetimeMs: record.lifetimeMs,
    reason: request?.reason ?? 'first',
  } as const
  // Its end is counted from the request on, by both clocks: the wall clock may have been set since.
  const sent = { ...moment, at: record.issuedAt, monotonicMs: sentMonotonicMs }
  const grant = grantFromRecord(record, 'issued', sent)
  const next = withGrant({ ...withoutRequest(entry), lastIssue }, grant)
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
    : adopt(state, withoutRequest(entry), record, moment)
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
