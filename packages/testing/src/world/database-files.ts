import type { RecordEntry } from '@hallpass/core'

/** The records of all databases. Nothing that is read or written here shares memory with the caller. */
export interface DatabaseFiles {
  read(database: string, keys: readonly string[]): readonly unknown[]
  keys(database: string): readonly string[]
  /** An entry whose record is undefined deletes. */
  put(database: string, entries: readonly RecordEntry[]): void
  remove(database: string): void
  wipe(): void
  dump(): Record<string, Record<string, unknown>>
}

export function createDatabaseFiles(): DatabaseFiles {
  const databases = new Map<string, Map<string, unknown>>()
  return {
    read: (database, keys) => keys.map(key => structuredClone(databases.get(database)?.get(key))),
    keys: database => [...(databases.get(database)?.keys() ?? [])],
    put: (database, entries) => {
      const copies = structuredClone(entries)
      const records = databases.get(database) ?? new Map<string, unknown>()
      databases.set(database, records)
      for (const [key, record] of copies) putRecord(records, key, record)
    },
    remove: database => {
      databases.delete(database)
    },
    wipe: () => databases.clear(),
    dump: () =>
      structuredClone(
        Object.fromEntries([...databases].map(([name, records]) => [name, Object.fromEntries(records)])),
      ),
  }
}

function putRecord(records: Map<string, unknown>, key: string, record: unknown): void {
  if (record === undefined) records.delete(key)
  else records.set(key, record)
}
