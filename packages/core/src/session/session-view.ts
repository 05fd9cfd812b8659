import { parseSessionRecord, type SessionRecord } from './records.js'

/** What storage says of the identity, the mark counted in. Epoch 0: nothing has ever been written. */
export type SessionView =
  | { readonly status: 'signed-out'; readonly epoch: number }
  | {
      readonly status: 'active'
      readonly epoch: number
      readonly subject: string | undefined
      /** `visitor`: nobody has been seen signed in during this epoch. */
      readonly standing: 'visitor' | 'signed-in'
    }

/**
 * @param mark the epoch up to which every token is void, written where a tombstone could not be; 0 once it is past
 */
export function sessionView(stored: unknown, mark: number | undefined): SessionView {
  return viewOf(parseSessionRecord(stored), mark)
}

/** As {@link sessionView}, of a record that has been read. */
export function viewOf(record: SessionRecord | undefined, mark: number | undefined): SessionView {
  if (mark && mark >= (record?.epoch ?? 0)) return { status: 'signed-out', epoch: mark }
  if (record === undefined) return { status: 'active', epoch: 0, subject: undefined, standing: 'visitor' }
  return viewOfRecord(record)
}

function viewOfRecord(record: SessionRecord): SessionView {
  if (record.signedOutAt !== undefined) return { status: 'signed-out', epoch: record.epoch }
  const standing = record.signedInAt === undefined ? 'visitor' : 'signed-in'
  return { status: 'active', epoch: record.epoch, subject: record.subject, standing }
}
