import type { RecordDecision } from '../environment/storage.js'
import { ownField } from '../token/own-field.js'
import { parseSessionRecord, SESSION_KEY, tokenKey } from './records.js'

/** No more token records than this stay in a database. */
export const TOKEN_RECORDS_MOST = 100
/** A token record is kept this long after its token ended: its generation may still be asked for. */
export const ENDED_RECORD_KEPT_MS: number = 24 * 60 * 60_000

/** What `v` would say in records of today, if they said it. */
const RECORD_VERSION = 1

/**
 * Whether newer code wrote a token record: then it is neither read nor overwritten nor swept, and only the end of its
 * epoch deletes it. The session record is common to all versions and carries none.
 */
export function isOfOtherVersion(record: unknown): boolean {
  const version = ownField(record, 'v')
  return typeof version === 'number' && version !== RECORD_VERSION
}

export interface Sweep {
  /** Everything that is there, by its key. */
  readonly keys: readonly string[]
  readonly at: number
  /** @default a day */
  readonly keptMs?: number | undefined
}

/** Deletes token records that nobody needs any more, and of those that are too many the ones that end first. */
export function decideSweep(
  records: readonly unknown[],
  { keys, at, keptMs = ENDED_RECORD_KEPT_MS }: Sweep,
): RecordDecision<void> {
  const epoch = parseSessionRecord(records[keys.indexOf(SESSION_KEY)])?.epoch ?? 0
  const entries = keys
    .map((key, index) => ({ key, record: records[index] }))
    .filter(({ key, record }) => key.startsWith(tokenKey('')) && !isOfOtherVersion(record))
    .map(({ key, record }) => ({ key, endsAt: endsAt(record, epoch) }))
    .sort((one, other) => other.endsAt - one.endsAt)
    .filter((token, index) => token.endsAt + keptMs <= at || index >= TOKEN_RECORDS_MOST)
    .map(({ key }) => [key, undefined] as const)
  return { write: 'put', entries, result: undefined }
}

/** Long ago for a record of an earlier epoch, and for one that says nothing readable. */
function endsAt(record: unknown, epoch: number): number {
  const sum = Number(ownField(record, 'issuedAt')) + Number(ownField(record, 'lifetimeMs'))
  return Number(ownField(record, 'epoch')) >= epoch && Number.isFinite(sum) ? sum : 0
}
