import { type Grant, grantFromRecord } from './grant.js'
import { judgeScope } from './judge-scope.js'
import { learnSession } from './learn-session.js'
import type { Moment } from './moment.js'
import { isOtherSubject, type TokenRecord } from './records.js'
import { after, announce, type Step, stay, stepTo } from './step.js'
import type { StoreEvent } from './store-event.js'
import { type IssuePhase, issuePhaseOf, type ScopeEntry, type StoreState } from './store-state.js'

type Read = StoreEvent & { type: 'records-read' }

/** Storage answered: learn the session, then take the token found there if it is newer than ours. */
export function readRecords(state: StoreState, read: Read, moment: Moment): Step {
  const learned = learnSession(state, read.view, 'another-tab')
  return after(learned.commands, takeRecord(learned.state, read, moment))
}

function takeRecord(state: StoreState, { key, record }: Read, moment: Moment): Step {
  const entry = state.scopes.get(key)
  if (entry === undefined) return stay(state)
  if (record && isOurs(state, record) && record.generation > entry.generation) {
    return adopt(state, entry, record, moment)
  }
  if (entry.phase.status !== 'reading') return stay(state)
  const idle: ScopeEntry = { ...entry, phase: { status: 'idle' } }
  return stepTo(state, state.session.status === 'active' ? judgeScope(idle, state.demand, moment) : idle)
}

function isOurs({ session }: StoreState, record: TokenRecord): boolean {
  return (
    session.status === 'active' &&
    record.epoch === session.epoch &&
    !isOtherSubject(record.subject, session.subject)
  )
}

/** A token that another tab brought, or that was found at load: the former is news. */
export function adopt(state: StoreState, entry: ScopeEntry, record: TokenRecord, moment: Moment): Step {
  const origin = entry.phase.status === 'reading' && entry.generation === 0 ? 'restored' : 'adopted'
  const next = withGrant(entry, grantFromRecord(record, origin, moment))
  const event = {
    type: 'token-adopted',
    scope: entry.key,
    generation: record.generation,
    expiresAt: record.issuedAt + record.lifetimeMs,
  } as const
  return stepTo(state, judgeScope(next, state.demand, moment), origin === 'adopted' ? [announce(event)] : [])
}

/** The scope with a new token in hand. A request of ours that is still under way stays so: there is never a second. */
export function withGrant(entry: ScopeEntry, grant: Grant): ScopeEntry {
  const issuing = issuePhaseOf(entry.phase)
  const renewal: IssuePhase = issuing.status === 'issuing' ? issuing : { status: 'idle' }
  return {
    ...entry,
    phase: { status: 'live', grant, renewal },
    generation: grant.token.generation,
    granted: grant.token.granted,
  }
}
