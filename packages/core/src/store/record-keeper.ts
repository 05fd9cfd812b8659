import type { Environment } from '../environment/environment.js'
import { type RecordDatabase, type RecordDecision, StorageFailure } from '../environment/storage.js'
import { STORAGE_DEADLINE_MS, STORAGE_PAUSE_MS } from '../session/renewal-schedule.js'
import { withDeadline } from './deadline.js'

/** The records of one store: in the database while it works, in this tab's memory while it does not. */
export interface RecordKeeper {
  read(keys: readonly string[]): Promise<readonly unknown[]>
  transact<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  /** Tries the database even where memory was chosen. */
  transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  destroy(): Promise<void>
  close(): void
}

type Decide<T> = (records: readonly unknown[]) => RecordDecision<T>

export interface Kept<T> {
  readonly result: T
  /** Whether other tabs and later visits will find it. */
  readonly stored: boolean
}

export interface RecordKeeperOptions {
  readonly database: RecordDatabase
  readonly environment: Pick<Environment, 'clock' | 'timers'>
  readonly storage: 'indexeddb' | 'memory'
  readonly onDegraded: (kind: StorageFailure['kind']) => void
}

export function createRecordKeeper(options: RecordKeeperOptions): RecordKeeper {
  const { database, environment, onDegraded } = options
  const mirror = new Map<string, unknown>()
  let memoryUntil = options.storage === 'memory' ? Number.POSITIVE_INFINITY : 0
  const isWorking = () => environment.clock.monotonicMs() >= memoryUntil

  const inDatabase = <T>(run: (signal: AbortSignal) => Promise<T>) =>
    withDeadline(environment.timers, STORAGE_DEADLINE_MS, run, () =>
      Promise.reject(new StorageFailure('hung', 'unknown')),
    )

  function degrade(error: unknown): void {
    if (!isWorking()) return
    memoryUntil = environment.clock.monotonicMs() + STORAGE_PAUSE_MS
    onDegraded(error instanceof StorageFailure ? error.kind : 'unavailable')
  }

  async function transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>> {
    try {
      const decision = await inDatabase(signal => database.transact(keys, kept(decide), signal))
      return { result: writeTo(mirror, decision), stored: true }
    } catch (error) {
      degrade(error)
      return inMemory(keys, decide)
    }
  }

  function inMemory<T>(keys: readonly string[], decide: Decide<T>): Kept<T> {
    return { result: writeTo(mirror, decide(keys.map(key => mirror.get(key)))), stored: false }
  }

  async function read(keys: readonly string[]): Promise<readonly unknown[]> {
    try {
      if (!isWorking()) return keys.map(key => mirror.get(key))
      const records = await inDatabase(signal => database.read(keys, signal))
      keys.forEach((key, index) => { mirror.set(key, records[index]) })
      return records
    } catch (error) {
      degrade(error)
      return keys.map(key => mirror.get(key))
    }
  }

  return {
    read,
    transact: async (keys, decide) => (isWorking() ? transactInDatabase(keys, decide) : inMemory(keys, decide)),
    transactInDatabase,
    destroy: () => inDatabase(signal => database.destroy(signal)).catch(degrade),
    close: () => database.close(),
  }
}

/** A decision that hands itself out as its own result, so that memory can follow what the database did. */
function kept<T>(decide: Decide<T>): Decide<RecordDecision<T>> {
  return records => {
    const decision = decide(records)
    return { ...decision, result: decision }
  }
}

function writeTo<T>(mirror: Map<string, unknown>, decision: RecordDecision<T>): T {
  if (decision.write === 'nothing') return decision.result
  if (decision.write === 'replace-all') mirror.clear()
  for (const [key, record] of decision.entries) mirror.set(key, record)
  return decision.result
}
