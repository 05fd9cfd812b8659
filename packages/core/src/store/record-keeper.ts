import type { Environment } from '../environment/environment.js'
import type { RecordDatabase, StorageFailure } from '../environment/storage.js'
import { decideSweep, isOfOtherVersion } from '../session/decide-sweep.js'
import { createStorageHealth } from './storage-health.js'
import { createTabMemory, type Decide } from './tab-memory.js'

/** The records of one store: in the database while it works, in this tab's memory while it does not. */
export interface RecordKeeper {
  read(keys: readonly string[]): Promise<readonly unknown[]>
  transact<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  /** Tries the database even while it is thought to be broken. */
  transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>>
  /** Deletes token records nobody needs any more, and those beyond the most that are kept. */
  sweep(): Promise<void>
  destroy(): Promise<void>
  close(): void
}

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
  readonly onDegraded: (kind: StorageFailure['kind'] | 'other-version') => void
}

export function createRecordKeeper(options: RecordKeeperOptions): RecordKeeper {
  const { database, storage, onDegraded } = options
  const memory = createTabMemory(storage)
  const health = createStorageHealth({ ...options, makeRoom: signal => sweep(options, signal, 0) })
  let hasMetOtherVersion = storage === 'memory'

  async function transactInDatabase<T>(keys: readonly string[], decide: Decide<T>): Promise<Kept<T>> {
    const decided = await health.attempt('write', signal =>
      database.transact(keys, memory.divide(keys, decide), signal),
    )
    if (decided === undefined) return { result: memory.transact(keys, decide), stored: false }
    if (decided.write !== 'nothing') health.worked('write')
    return { result: memory.write(decided), stored: true }
  }

  return {
    async read(keys) {
      const stored =
        health.isWorking('read') && (await health.attempt('read', signal => database.read(keys, signal)))
      if (!stored) return memory.recall(keys)
      health.worked('read')
      if (!hasMetOtherVersion && stored.some(isOfOtherVersion)) {
        hasMetOtherVersion = true
        onDegraded('other-version')
      }
      return memory.follow(keys, stored)
    },
    async transact(keys, decide) {
      if (health.isWorking('write')) return transactInDatabase(keys, decide)
      return { result: memory.transact(keys, decide), stored: false }
    },
    transactInDatabase,
    async sweep() {
      if (health.isWorking('write')) await health.attempt('write', signal => sweep(options, signal))
    },
    destroy: async () => void (await health.attempt('write', signal => database.destroy(signal))),
    close: () => database.close(),
  }
}

async function sweep(
  { database, environment: { clock } }: RecordKeeperOptions,
  signal: AbortSignal,
  keptMs?: number,
): Promise<void> {
  const keys = await database.keys(signal)
  await database.transact(keys, records => decideSweep(records, { keys, at: clock.now(), keptMs }), signal)
}
