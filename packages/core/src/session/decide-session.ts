import type { RecordDecision } from '../environment/storage.js'
import { parseSessionRecord, SESSION_KEY, type SessionRecord } from './records.js'
import { type SessionView, sessionView, viewOf } from './session-view.js'
import { trafficNow, withoutPauses } from './traffic.js'

/** What storage holds of the session when it is to be changed, and what this tab knows beside it. */
export interface SessionBasis {
  readonly stored: unknown
  readonly mark: number | undefined
  /** The epoch this tab is in; 0 before it has read any. */
  readonly epoch: number
  readonly at: number
}

/** A session record is there before the first request, so that a commit can tell "deleted since" from "never written". */
export function decideBegin(basis: SessionBasis, isLasting: boolean): RecordDecision<SessionView> {
  const view = sessionView(basis.stored, basis.mark)
  if (view.epoch > 0) return { write: 'nothing', result: view }
  // What only memory knows gives way to whatever storage turns out to hold.
  if (!isLasting) return written({ epoch: basis.epoch || 1 }, 'put')
  // A tab that had an epoch finds everything deleted: whoever did that may have meant its tokens. It begins afresh.
  return written({ epoch: Math.max(firstEpoch(basis.at), basis.epoch + 1) }, 'put')
}

/**
 * A session record that has gone, found by whoever is about to ask or to store: begun afresh in the same transaction.
 * Where that cannot be written memory decides, so that storage which can only be read takes no token from anybody.
 */
export function beginAfresh(
  basis: SessionBasis,
  isLasting: boolean,
): RecordDecision<{ readonly kind: 'epoch-lost'; readonly view: SessionView }> {
  const decision = decideBegin(basis, isLasting)
  return { ...decision, result: { kind: 'epoch-lost', view: decision.result } }
}

/**
 * Epochs begin with the second they are made in: after everything was deleted, a tab still in an epoch from before
 * cannot take the new one for its own.
 */
function firstEpoch(at: number): number {
  return Math.max(1, Math.floor(at / 1_000))
}

/** A new epoch above every one known. How much was asked of the backend this minute is not forgotten. */
function begun({ stored, epoch, at }: SessionBasis, view: SessionView): SessionRecord {
  return {
    epoch: Math.max(view.epoch, epoch, firstEpoch(at)) + 1,
    traffic: withoutPauses(parseSessionRecord(stored)?.traffic),
  }
}

/**
 * Signing in: the same subject, or none given and somebody already signed in, changes nothing. Anything else begins
 * a new epoch without the tokens of the old.
 */
export function decideSignIn(basis: SessionBasis, subject: string | undefined): RecordDecision<SessionView> {
  const view = sessionView(basis.stored, basis.mark)
  if (isSignedIn(view, basis.epoch) && (subject === undefined || subject === view.subject)) {
    return signedInAgain(basis, view)
  }
  return written({ ...begun(basis, view), signedInAt: basis.at, subject }, 'replace-all')
}

/** Whoever signs in again may be allowed more than before, and is not signed out by what was asked before. */
function signedInAgain({ stored, at }: SessionBasis, view: SessionView): RecordDecision<SessionView> {
  const session = parseSessionRecord(stored)
  if (!session) return { write: 'nothing', result: view }
  const traffic = trafficNow(session.traffic, at)
  const pauses = Object.entries(traffic.pauses).filter(([, { cause }]) => cause !== 'denied')
  const signInCount = (session.signInCount ?? 0) + 1
  const record = { ...session, signInCount, traffic: { ...traffic, pauses: Object.fromEntries(pauses) } }
  return { ...written(record, 'put'), result: view }
}

function isSignedIn(view: SessionView, epoch: number): view is SessionView & { status: 'active' } {
  return view.status === 'active' && view.standing === 'signed-in' && view.epoch >= epoch
}

/** Signing out: a tombstone above every epoch known, and no token left. */
export function decideSignOut(basis: SessionBasis): RecordDecision<SessionView> {
  const view = sessionView(basis.stored, basis.mark)
  return written({ ...begun(basis, view), signedOutAt: basis.at }, 'replace-all')
}

/** The backend ended the session of `basis.epoch`: a tombstone, unless another epoch has begun since. */
export function decideEnd(basis: SessionBasis): RecordDecision<SessionView> {
  const view = sessionView(basis.stored, basis.mark)
  if (view.epoch > basis.epoch || view.status === 'signed-out') return { write: 'nothing', result: view }
  return decideSignOut(basis)
}

function written(record: SessionRecord, write: 'put' | 'replace-all'): RecordDecision<SessionView> {
  return { write, entries: [[SESSION_KEY, record]], result: viewOf(record, undefined) }
}
