import type { Records, Writing } from '../world/facts.js'

/** The parts of a token record that the oracle reads. */
export interface StoredToken {
  readonly epoch: number
  readonly generation: number
  readonly secret: string
}

export interface StoredSession {
  readonly epoch: number
  readonly subject: string | undefined
  /** A tombstone. */
  readonly isOver: boolean
}

export const isTokenKey = (key: string): boolean => key.startsWith('token:')

export function tokenIn(records: Records, key: string): StoredToken | undefined {
  return records.get(key) as StoredToken | undefined
}

export function sessionIn(records: Records): StoredSession | undefined {
  const record = records.get('session') as
    | { epoch: number; subject?: string; signedOutAt?: number }
    | undefined
  if (record === undefined) return undefined
  return { epoch: record.epoch, subject: record.subject, isOver: record.signedOutAt !== undefined }
}

/** 0 where there is no session. */
export function epochIn(records: Records): number {
  return sessionIn(records)?.epoch ?? 0
}

/** The tokens that a write brought. */
export function newSecrets({ before, after }: Writing): readonly string[] {
  return [...after]
    .filter(([key, record]) => isTokenKey(key) && before.get(key) !== record)
    .map(([, record]) => (record as StoredToken).secret)
}
