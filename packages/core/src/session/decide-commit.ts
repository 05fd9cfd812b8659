import type { RecordDecision, RecordEntry } from '../environment/storage.js'
import type { TokenGrant } from '../token/parse-token-response.js'
import type { Moment } from './moment.js'
import {
  parseTokenRecord,
  SESSION_KEY,
  type SessionRecord,
  storedGeneration,
  type TokenRecord,
  tokenKey,
} from './records.js'
import { type SessionView, sessionView } from './session-view.js'

/** What became of an answer that was to be stored. */
export type Commit =
  | { readonly kind: 'issued'; readonly record: TokenRecord; readonly view: SessionView }
  | { readonly kind: 'adopted'; readonly record: TokenRecord }
  | { readonly kind: 'epoch-lost'; readonly view: SessionView }
  | { readonly kind: 'other-subject'; readonly view: SessionView }
  | { readonly kind: 'superseded' }

export interface CommitRequest {
  readonly scopeKey: string
  /** What the claim started from: the commit writes only if both are still so. */
  readonly epoch: number
  readonly generation: number
  readonly grant: TokenGrant
  /** When the request was sent. */
  readonly issuedAt: number
  readonly mark: number | undefined
  readonly moment: Moment
}

/**
 * The atomic compare-and-set behind every token: nothing is stored over a sign-out, a new epoch, a newer token, or a
 * session record that has gone, and never the token of another subject.
 */
export function decideCommit(records: readonly unknown[], request: CommitRequest): RecordDecision<Commit> {
  const view = sessionView(records[0], request.mark)
  if (view.status === 'signed-out' || view.epoch !== request.epoch) {
    return { write: 'nothing', result: { kind: 'epoch-lost', view } }
  }
  if (isOtherSubject(view, request.grant.subject)) return beginOtherSubject(view.epoch, request)
  if (storedGeneration(records[1], request.epoch) <= request.generation) return store(view, request)
  return { write: 'nothing', result: newerThanOurs(records[1], view, request) }
}

/** Somebody stored a later one, or we did ourselves: the outcome of an earlier try could not be known. */
function newerThanOurs(stored: unknown, view: SessionView, { grant, moment }: CommitRequest): Commit {
  const record = parseTokenRecord(stored, moment)
  if (record === undefined) return { kind: 'superseded' }
  return record.secret === grant.secret ? { kind: 'issued', record, view } : { kind: 'adopted', record }
}

type ActiveView = SessionView & { status: 'active' }

function isOtherSubject(view: ActiveView, subject: string | undefined): boolean {
  return view.subject !== undefined && subject !== undefined && view.subject !== subject
}

function store(view: ActiveView, request: CommitRequest): RecordDecision<Commit> {
  const { scopeKey, epoch, generation, grant, issuedAt } = request
  const record: TokenRecord = { ...grant, epoch, generation: generation + 1, issuedAt }
  const subject = view.subject ?? grant.subject
  const session: SessionRecord = { epoch, signedInAt: issuedAt, subject }
  const entries: RecordEntry[] = [[tokenKey(scopeKey), record]]
  // The first token of an epoch shows that somebody is signed in, and perhaps who.
  if (view.standing === 'visitor' || view.subject !== subject) entries.push([SESSION_KEY, session])
  return { write: 'put', entries, result: { kind: 'issued', record, view: sessionView(session, undefined) } }
}

/** The user changed behind our back (another login on the same cookie): a new epoch for them, and nothing of the old. */
function beginOtherSubject(
  epoch: number,
  { grant: { subject }, issuedAt }: CommitRequest,
): RecordDecision<Commit> {
  const record: SessionRecord = { epoch: epoch + 1, signedInAt: issuedAt, subject }
  const result: Commit = { kind: 'other-subject', view: sessionView(record, undefined) }
  return { write: 'replace-all', entries: [[SESSION_KEY, record]], result }
}
