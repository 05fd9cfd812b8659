import type { RecordDecision, RecordEntry } from '../environment/storage.js'
import type { TokenGrant } from '../token/parse-token-response.js'
import { beginAfresh } from './decide-session.js'
import type { Moment } from './moment.js'
import {
  isOtherSubject,
  parseSessionRecord,
  parseTokenRecord,
  SESSION_KEY,
  type SessionRecord,
  storedGeneration,
  type TokenRecord,
  tokenKey,
} from './records.js'
import { issueSpacingMs } from './renewal-schedule.js'
import { type SessionView, viewOf } from './session-view.js'
import { withoutPauses, withPause } from './traffic.js'

/** What became of an answer that was to be stored. */
export type Commit =
  | { readonly kind: 'issued'; readonly record: TokenRecord; readonly view: SessionView }
  | { readonly kind: 'adopted'; readonly record: TokenRecord }
  | { readonly kind: 'epoch-lost'; readonly view: SessionView }
  | { readonly kind: 'other-subject'; readonly view: SessionView }
  /** The backend gave what it gave before, and it lives no longer. */
  | { readonly kind: 'same-token'; readonly endsAt: number }
  | { readonly kind: 'superseded' }

export interface CommitRequest {
  readonly scopeKey: string
  /** What the claim started from: the commit writes only if both are still so. */
  readonly epoch: number
  readonly generation: number
  /** Whose session this tab takes it to be. */
  readonly subject: string | undefined
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
export function decideCommit(
  records: readonly unknown[],
  request: CommitRequest,
  isLasting: boolean,
): RecordDecision<Commit> {
  const { epoch, generation, grant, mark, moment } = request
  const session = parseSessionRecord(records[0])
  const view = viewOf(session, mark)
  if (view.epoch === 0) return beginAfresh({ stored: records[0], mark, epoch, at: moment.at }, isLasting)
  if (!session || view.status === 'signed-out' || view.epoch !== epoch) {
    return { write: 'nothing', result: { kind: 'epoch-lost', view } }
  }
  if (isOtherSubject(session.subject ?? request.subject, grant.subject)) {
    return beginOtherSubject(session, request)
  }
  if (storedGeneration(records[1], epoch) > generation) {
    return { write: 'nothing', result: newerThanOurs(records[1], view, request) }
  }
  const endsAt = endOfSameToken(records[1], request)
  if (endsAt !== undefined) return { write: 'nothing', result: { kind: 'same-token', endsAt } }
  return store(session, request)
}

/** Somebody stored a later one, or we did ourselves: the outcome of an earlier try could not be known. */
function newerThanOurs(stored: unknown, view: SessionView, { grant, moment }: CommitRequest): Commit {
  const record = parseTokenRecord(stored, moment)
  if (record === undefined) return { kind: 'superseded' }
  return record.secret === grant.secret ? { kind: 'issued', record, view } : { kind: 'adopted', record }
}

/** A backend may prolong what it gave; one that does not, but gives it again, would be asked ever faster. */
function endOfSameToken(
  stored: unknown,
  { epoch, grant, issuedAt, moment }: CommitRequest,
): number | undefined {
  const record = parseTokenRecord(stored, moment)
  if (record?.epoch !== epoch || record.secret !== grant.secret) return undefined
  const endsAt = record.issuedAt + record.lifetimeMs
  return issuedAt + grant.lifetimeMs < endsAt + issueSpacingMs(record.lifetimeMs) ? endsAt : undefined
}

function store(before: SessionRecord, request: CommitRequest): RecordDecision<Commit> {
  const { scopeKey, epoch, generation, grant, issuedAt } = request
  const record: TokenRecord = { ...grant, epoch, generation: generation + 1, issuedAt }
  const { traffic } = before
  // The first token of an epoch shows that somebody is signed in, and perhaps who.
  const session: SessionRecord = {
    ...before,
    signedInAt: before.signedInAt ?? issuedAt,
    subject: before.subject ?? grant.subject,
    traffic: traffic && withPause(traffic, scopeKey),
  }
  const entries: RecordEntry[] = [
    [tokenKey(scopeKey), record],
    [SESSION_KEY, session],
  ]
  return { write: 'put', entries, result: { kind: 'issued', record, view: viewOf(session, undefined) } }
}

/** The user changed behind our back (another login on the same cookie): a new epoch for them, and nothing of the old. */
function beginOtherSubject(
  { epoch, traffic }: SessionRecord,
  { grant: { subject }, issuedAt }: CommitRequest,
): RecordDecision<Commit> {
  const record: SessionRecord = {
    ...{ epoch: epoch + 1, signedInAt: issuedAt, subject },
    traffic: withoutPauses(traffic),
  }
  const result: Commit = { kind: 'other-subject', view: viewOf(record, undefined) }
  return { write: 'replace-all', entries: [[SESSION_KEY, record]], result }
}
