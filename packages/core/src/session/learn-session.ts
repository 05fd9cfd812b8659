import { forgiven } from './forgiven.js'
import { isOtherSubject } from './records.js'
import type { SessionView } from './session-view.js'
import { announce, type Step, stay } from './step.js'
import type { StoreCommand } from './store-command.js'
import type { SessionChange } from './store-event.js'
import {
  epochOf,
  newEntry,
  type ScopeEntry,
  type ScopePhase,
  type SessionPhase,
  type StoreState,
} from './store-state.js'

/**
 * What a tab makes of a session it wrote, or read in storage. A higher epoch ends everything of the lower ones; a lower
 * one is old news, or storage that was wiped, and changes nothing.
 */
export function learnSession(state: StoreState, view: SessionView, by: SessionChange): Step {
  const { session } = state
  if (session.status === 'restoring')
    return { state: { ...state, session: view }, commands: firstSight(view, by) }
  if (session.status === 'signing-out') return stay(state)
  if (view.epoch < session.epoch) return stay(state)
  if (view.epoch === session.epoch) return sameEpoch(state, session, view, by)
  return replaceSession(state, view, changes(session, view, by))
}

/** At once and before any storage: no call may get a token any more. */
export function beginSignOut(state: StoreState, by: SessionChange): Step {
  const { status } = state.session
  const epoch = epochOf(state.session)
  const events =
    status === 'signed-out' || status === 'signing-out' ? [] : [announceChange('signed-out', epoch, by)]
  return replaceSession(state, { status: 'signing-out', epoch }, events)
}

/** What was written in the end: a tombstone, or nothing because another epoch had begun. */
export function endSignOut(state: StoreState, view: SessionView): Step {
  if (state.session.status !== 'signing-out') return learnSession(state, view, 'another-tab')
  const events = view.status === 'active' ? [announceChange('signed-in', view.epoch, 'another-tab')] : []
  return replaceSession(state, view, events)
}

/** Being found signed in, or out, at load is no event; becoming so by the app's own call is. */
function firstSight(view: SessionView, by: SessionChange): readonly StoreCommand[] {
  if (by === 'another-tab') return []
  return [announceChange(view.status === 'signed-out' ? 'signed-out' : 'signed-in', view.epoch, by)]
}

function sameEpoch(state: StoreState, session: SessionView, view: SessionView, by: SessionChange): Step {
  if (view.status === 'signed-out') {
    if (session.status === 'signed-out') return stay(state)
    return replaceSession(state, view, [announceChange('signed-out', view.epoch, by)])
  }
  if (session.status === 'active') {
    // Storage that was away knows another subject than the one this tab has tokens of.
    if (isOtherSubject(session.subject, view.subject)) {
      return replaceSession(state, view, [announceChange('subject-changed', view.epoch, by)])
    }
    const known = isNews(session, view) ? { ...state, session: view } : state
    // Whoever signs in again may be allowed more than before.
    return stay(by === 'app' ? { ...known, scopes: forgiven(state.scopes, 'denied') } : known)
  }
  // A visitor was turned away here, and has been let in elsewhere since: no tombstone was ever written.
  if (view.standing === 'visitor') return stay(state)
  return replaceSession(state, view, [announceChange('signed-in', view.epoch, by)])
}

type Active = SessionView & { status: 'active' }

function isNews(session: Active, view: Active): boolean {
  if (view.standing === 'visitor') return false
  return session.standing === 'visitor' || (view.subject !== undefined && view.subject !== session.subject)
}

/** No token of the former session stays in memory; what was in use is looked up again under the new one. */
function replaceSession(state: StoreState, session: SessionPhase, events: readonly StoreCommand[]): Step {
  const isActive = session.status === 'active'
  const phase: ScopePhase = { status: isActive ? 'reading' : 'idle' }
  const scopes = new Map<string, ScopeEntry>()
  for (const [key, { scope, requestCount }] of state.scopes) {
    scopes.set(key, { ...newEntry(key, scope), phase, requestCount })
  }
  const reads = [...scopes.keys()].map(key => ({ type: 'read-records', key }) as const)
  return { state: { ...state, session, scopes }, commands: isActive ? [...events, ...reads] : events }
}

function changes(before: SessionView, view: SessionView, by: SessionChange): readonly StoreCommand[] {
  if (view.status === 'signed-out') {
    return before.status === 'signed-out' ? [] : [announceChange('signed-out', view.epoch, by)]
  }
  if (view.standing === 'visitor') return []
  const isNewSubject = before.status === 'active' && before.standing === 'signed-in'
  return [announceChange(isNewSubject ? 'subject-changed' : 'signed-in', view.epoch, by)]
}

function announceChange(
  type: 'signed-in' | 'signed-out' | 'subject-changed',
  epoch: number,
  by: SessionChange,
): StoreCommand {
  return type === 'signed-out' ? announce({ type, epoch, by }) : announce({ type, epoch })
}
