import type { Environment } from '../environment/environment.js'
import type { RecordDatabase, RecordDecision, StorageFailure } from '../environment/storage.js'
import { SESSION_KEY } from '../session/records.js'
import { createStorageHealth } from './storage-health.js'

/** The records of one store: in the database while it works, in this tab's memory while it does not. */
export interface RecordKeeper {
  read(keys: readonly string[]): Promise<readonly unknown[]>
  transact<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  /** Tries the database even while it is thought to be broken. */
  transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  destroy(): Promise<void>
  close(): void
}

/** @param isLasting whether what is decided is to outlive this tab */
export type Decide<T> = (records: readonly unknown[], isLasting: boolean) => RecordDecision<T>

export interface Kept<T> {
  readonly result: T
  /** Whether other tabs and later visits will find it. */
  readonly stored: boolean
}

export interface RecordKeeperOptions {
  readonly database: RecordDatabase
  readonly environment: Pick<Environment, 'clock' | 'timers'>
  /** `memory`: tokens stay in this tab; who is signed in is everybody's business all the same. */
  readonly storage: 'indexeddb' | 'memory'
  readonly onDegraded: (kind: StorageFailure['kind']) => void
}

export function createRecordKeeper(options: RecordKeeperOptions): RecordKeeper {
  const { database, storage } = options
  const memory = new Map<string, unknown>()
  const health = createStorageHealth(options)
  const isKept = (key: string) => storage === 'indexeddb' || key === SESSION_KEY
  const remembered = (keys: readonly string[]) => keys.map(key => memory.get(key))

  async function transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>> {
    const { result, stored } = await health.tryStorage(
      signal => database.transact(keys.filter(isKept), decideKept(keys, decide, { isKept, memory }), signal),
      () => decide(remembered(keys), false),
    )
    return { result: writeTo(memory, result), stored }
  }

  async function read(keys: readonly string[]): Promise<readonly unknown[]> {
    const kept = keys.filter(isKept)
    const inStorage = (signal: AbortSignal) => database.read(kept, signal)
    const { result } = await health.tryStorage(health.isWorking() && inStorage, () => remembered(kept))
    for (const [index, key] of kept.entries()) memory.set(key, result[index])
    return remembered(keys)
  }

  return {
    read,
    async transact(keys, decide) {
      if (health.isWorking()) return transactInDatabase(keys, decide)
      return { result: writeTo(memory, decide(remembered(keys), false)), stored: false }
    },
    transactInDatabase,
    destroy: async () =>
      void (await health.tryStorage<void>(
        signal => database.destroy(signal),
        () => {},
      )),
    close: () => database.close(),
  }
}

interface Division {
  readonly isKept: (key: string) => boolean
  readonly memory: ReadonlyMap<string, unknown>
}

/**
 * The decision as the database is to carry it out: it sees what memory keeps beside what the database does, writes
 * only what belongs in the database, and hands itself out as its result, so that memory can follow.
 */
function decideKept<T>(
  keys: readonly string[],
  decide: Decide<T>,
  { isKept, memory }: Division,
): (stored: readonly unknown[]) => RecordDecision<RecordDecision<T>> {
  return stored => {
    const found = stored.values()
    const decision = decide(
      keys.map(key => (isKept(key) ? found.next().value : memory.get(key))),
      true,
    )
    if (decision.write === 'nothing') return { ...decision, result: decision }
    return { ...decision, entries: decision.entries.filter(([key]) => isKept(key)), result: decision }
  }
}

function writeTo<T>(memory: Map<string, unknown>, decision: RecordDecision<T>): T {
  if (decision.write === 'nothing') return decision.result
  if (decision.write === 'replace-all') memory.clear()
  for (const [key, record] of decision.entries) memory.set(key, record)
  return decision.result
}
