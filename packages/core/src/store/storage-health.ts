import type { Environment } from '../environment/environment.js'
import { StorageFailure } from '../environment/storage.js'
import { STORAGE_DEADLINE_MS, STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS } from '../session/renewal-schedule.js'
import { withDeadline } from './deadline.js'

export type StorageMode = 'read' | 'write'

type Run<T> = (signal: AbortSignal) => Promise<T>

export interface StorageHealth {
  isWorking(mode: StorageMode): boolean
  /** What storage makes of it; nothing where it fails. */
  attempt<T>(mode: StorageMode, run: Run<T>): Promise<T | undefined>
  /** Storage proved that it works: by a write, or by a read where no more than that had failed. */
  worked(mode: StorageMode): void
}

export interface StorageHealthOptions {
  readonly environment: Pick<Environment, 'clock' | 'timers'>
  readonly storage: 'indexeddb' | 'memory'
  readonly onDegraded: (kind: StorageFailure['kind']) => void
  /** Deletes what can be spared before a write is tried once more in storage that is full. */
  readonly makeRoom: Run<void>
}

/** Whether storage works: what fails is tried once more, and then left alone for a while. */
export function createStorageHealth(options: StorageHealthOptions): StorageHealth {
  const { clock, timers } = options.environment
  const pausedUntilMs = { read: 0, write: 0 }
  let failureCount = 0
  let failed: StorageMode = 'read'
  const isWorking = (mode: StorageMode) => clock.monotonicMs() >= pausedUntilMs[mode]

  function fail(mode: StorageMode, kind: StorageFailure['kind']): void {
    // What is full can be read, and may hold another tab's sign-out.
    const isFull = kind === 'quota-exceeded'
    if (!isWorking(isFull ? 'write' : 'read')) return
    const pauseMs = Math.min(STORAGE_PAUSE_MAX_MS, STORAGE_PAUSE_MS * 2 ** failureCount)
    pausedUntilMs.write = clock.monotonicMs() + pauseMs
    if (!isFull) pausedUntilMs.read = pausedUntilMs.write
    failed = mode
    if (failureCount++ === 0 && options.storage === 'indexeddb') options.onDegraded(kind)
  }

  async function attempt<T>(mode: StorageMode, run: Run<T>): Promise<T | undefined> {
    const inTime = (work: Run<T>) => withDeadline({ timers, deadlineMs: STORAGE_DEADLINE_MS }, work, hung)
    const again = (error: unknown) => {
      const kind = kindOf(error)
      if (failureCount > 0 || kind === 'hung') throw error
      if (kind !== 'quota-exceeded') return inTime(run)
      return inTime(signal => options.makeRoom(signal).then(() => run(signal)))
    }
    try {
      return await inTime(run).catch(again)
    } catch (error) {
      fail(mode, kindOf(error))
      return undefined
    }
  }

  const worked = (mode: StorageMode) => {
    if (mode === 'write' || failed === 'read') failureCount = 0
  }
  return { isWorking, attempt, worked }
}

const hung = () => Promise.reject(new StorageFailure('hung', 'unknown'))

function kindOf(error: unknown): StorageFailure['kind'] {
  return error instanceof StorageFailure ? error.kind : 'unavailable'
}
