import type { RecordDecision } from '../environment/storage.js'
import { isOfOtherVersion } from '../session/decide-sweep.js'
import { parseSessionRecord, SESSION_KEY } from '../session/records.js'

/** @param isLasting whether what is decided is to outlive this tab */
export type Decide<T> = (records: readonly unknown[], isLasting: boolean) => RecordDecision<T>

/** Records in this tab's memory: a copy of what the database holds, and the only one of what it is not to hold. */
export interface TabMemory {
  recall(keys: readonly string[]): readonly unknown[]
  transact<T>(keys: readonly string[], decide: Decide<T>): T
  /** What is known once the database was read: memory follows it. */
  follow(keys: readonly string[], stored: readonly unknown[]): readonly unknown[]
  /**
   * The decision as the database is to carry it out: it sees what memory keeps beside what the database does, writes
   * only what belongs in the database, and hands itself out as its result, so that memory can follow.
   */
  divide<T>(
    keys: readonly string[],
    decide: Decide<T>,
  ): (stored: readonly unknown[]) => RecordDecision<RecordDecision<T>>
  write<T>(decision: RecordDecision<T>): T
}

/** A session that somebody signed in to while storage could not be written outlives what is still stored. */
function laterOf(remembered: unknown, stored: unknown): unknown {
  const [ours, theirs] = [remembered, stored].map(record => parseSessionRecord(record)?.epoch ?? 0)
  return ours !== undefined && theirs !== undefined && theirs > 0 && ours > theirs ? remembered : stored
}

export function createTabMemory(storage: 'indexeddb' | 'memory'): TabMemory {
  const memory = new Map<string, unknown>()
  /** Whether this place in the database is ours to read and to write; else memory takes it. */
  const isOurs = (key: string, stored: unknown) =>
    key === SESSION_KEY || (storage === 'indexeddb' && !isOfOtherVersion(stored))
  const seen = (keys: readonly string[], stored: readonly unknown[]) =>
    keys.map((key, index) => (isOurs(key, stored[index]) ? stored[index] : memory.get(key)))
  const recall = (keys: readonly string[]) => keys.map(key => memory.get(key))

  function write<T>(decision: RecordDecision<T>): T {
    if (decision.write === 'replace-all') memory.clear()
    if (decision.write !== 'nothing') for (const [key, record] of decision.entries) memory.set(key, record)
    return decision.result
  }

  return {
    recall,
    transact: (keys, decide) => write(decide(recall(keys), false)),
    follow(keys, stored) {
      const records = seen(keys, stored)
      for (const [index, key] of keys.entries()) memory.set(key, laterOf(memory.get(key), records[index]))
      return recall(keys)
    },
    divide: (keys, decide) => stored => {
      const decision = decide(seen(keys, stored), true)
      if (decision.write === 'nothing') return { ...decision, result: decision }
      const entries = decision.entries.filter(([key]) => isOurs(key, stored[keys.indexOf(key)]))
      return { ...decision, entries, result: decision }
    },
    write,
  }
}
