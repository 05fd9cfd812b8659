import type { Environment } from '../environment/environment.js'
import { type RecordDatabase, type RecordDecision, StorageFailure } from '../environment/storage.js'
import { SESSION_KEY } from '../session/records.js'
import { STORAGE_DEADLINE_MS, STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS } from '../session/renewal-schedule.js'
import { withDeadline } from './deadline.js'

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
  const { database } = options
  const memory = new Map<string, unknown>()
  const health = createStorageHealth(options)
  const isKept = (key: string) => options.storage === 'indexeddb' || key === SESSION_KEY
  const remembered = (keys: readonly string[]) => keys.map(key => memory.get(key))

  async function transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>> {
    const keptKeys = keys.filter(isKept)
    const decideKept = (stored: readonly unknown[]): RecordDecision<RecordDecision<T>> => {
      const decision = decide(
        keys.map(key => (isKept(key) ? stored[keptKeys.indexOf(key)] : memory.get(key))),
        true,
      )
      if (decision.write === 'nothing') return { ...decision, result: decision }
      return { ...decision, entries: decision.entries.filter(([key]) => isKept(key)), result: decision }
    }
    const { result, stored } = await health.tryStorage(
      signal => database.transact(keptKeys, decideKept, signal),
      () => decide(remembered(keys), false),
    )
    return { result: writeTo(memory, result), stored }
  }

  return {
    async read(keys) {
      const keptKeys = keys.filter(isKept)
      const read = (signal: AbortSignal) => database.read(keptKeys, signal)
      const { result } = await health.tryStorage(health.isWorking() ? read : undefined, () =>
        remembered(keptKeys),
      )
      keptKeys.forEach((key, index) => {
        memory.set(key, result[index])
      })
      return remembered(keys)
    },
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

/** Whether storage works: what fails is tried once more, and then left alone for a while. */
function createStorageHealth({ environment, storage, onDegraded }: RecordKeeperOptions) {
  const { clock, timers } = environment
  let failureCount = 0
  let pausedUntilMs = 0
  const isWorking = () => clock.monotonicMs() >= pausedUntilMs

  function fail(error: unknown): void {
    if (!isWorking()) return
    pausedUntilMs = clock.monotonicMs() + Math.min(STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS * 2 ** failureCount)
    if (failureCount++ === 0 && storage === 'indexeddb') onDegraded(kindOf(error))
  }

  async function tryStorage<T>(
    inStorage: ((signal: AbortSignal) => Promise<T>) | undefined,
    inMemory: () => T,
  ): Promise<Kept<T>> {
    if (inStorage === undefined) return { result: inMemory(), stored: false }
    const inTime = () => withDeadline({ timers, deadlineMs: STORAGE_DEADLINE_MS }, inStorage, hung)
    const again = (error: unknown) =>
      failureCount > 0 || kindOf(error) === 'hung' ? Promise.reject(error) : inTime()
    try {
      const result = await inTime().catch(again)
      failureCount = 0
      return { result, stored: true }
    } catch (error) {
      fail(error)
      return { result: inMemory(), stored: false }
    }
  }

  return { isWorking, tryStorage }
}

const hung = () => Promise.reject(new StorageFailure('hung', 'unknown'))

function kindOf(error: unknown): StorageFailure['kind'] {
  return error instanceof StorageFailure ? error.kind : 'unavailable'
}

function writeTo<T>(memory: Map<string, unknown>, decision: RecordDecision<T>): T {
  if (decision.write === 'nothing') return decision.result
  if (decision.write === 'replace-all') memory.clear()
  for (const [key, record] of decision.entries) memory.set(key, record)
  return decision.result
}
