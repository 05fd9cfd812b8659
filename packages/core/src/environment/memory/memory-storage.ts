import { type RecordDatabase, type RecordEntry, type RecordStorage, StorageFailure } from '../storage.js'

/**
 * Databases that live as long as this object: for `storage: 'memory'`, tests, and platforms without a disk. Whoever
 * shares it shares the records. They are kept as JSON, so nobody can change one but by writing it.
 */
export function memoryStorage(): RecordStorage {
  const databases = new Map<string, Map<string, string>>()
  return {
    open: name => {
      const records = databases.get(name) ?? new Map<string, string>()
      databases.set(name, records)
      return memoryDatabase(records)
    },
  }
}

function memoryDatabase(records: Map<string, string>): RecordDatabase {
  const read = (keys: readonly string[], signal: AbortSignal): readonly unknown[] => {
    if (signal.aborted) throw new StorageFailure('hung')
    return keys.map(key => recordFrom(records.get(key)))
  }
  return {
    read: async (keys, signal) => read(keys, signal),
    transact: async (keys, decide, signal) => {
      const decision = decide(read(keys, signal))
      if (decision.write === 'replace-all') records.clear()
      if (decision.write !== 'nothing') for (const entry of decision.entries) put(records, entry)
      return decision.result
    },
    destroy: async signal => {
      read([], signal)
      records.clear()
    },
    close: () => {},
  }
}

function recordFrom(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json)
}

function put(records: Map<string, string>, [key, record]: RecordEntry): void {
  if (record === undefined) records.delete(key)
  else records.set(key, JSON.stringify(record))
}
