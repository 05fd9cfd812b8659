import type { Environment } from '../environment/environment.js'
import { StorageFailure } from '../environment/storage.js'
import { STORAGE_DEADLINE_MS, STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS } from '../session/renewal-schedule.js'
import { withDeadline } from './deadline.js'

export interface StorageHealth {
  isWorking(): boolean
  /** What storage makes of it, else what memory does; `false` leaves storage alone. */
  tryStorage<T>(
    inStorage: ((signal: AbortSignal) => Promise<T>) | false,
    inMemory: () => T,
  ): Promise<{ readonly result: T; readonly stored: boolean }>
}

export interface StorageHealthOptions {
  readonly environment: Pick<Environment, 'clock' | 'timers'>
  readonly storage: 'indexeddb' | 'memory'
  readonly onDegraded: (kind: StorageFailure['kind']) => void
}

/** Whether storage works: what fails is tried once more, and then left alone for a while. */
export function createStorageHealth({
  environment,
  storage,
  onDegraded,
}: StorageHealthOptions): StorageHealth {
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
    inStorage: ((signal: AbortSignal) => Promise<T>) | false,
    inMemory: () => T,
  ): Promise<{ result: T; stored: boolean }> {
    if (!inStorage) return { result: inMemory(), stored: false }
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
