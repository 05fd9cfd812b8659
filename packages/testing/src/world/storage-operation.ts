import { StorageFailure } from '@hallpass/core'
import type { StorageFault, StorageFaults, StorageOperation } from './storage-faults.js'

/** One operation on a database; `perform` does all of it in one moment. */
export interface PendingOperation<T> {
  readonly kind: StorageOperation
  readonly signal: AbortSignal
  perform(): T
}

export interface StorageDevice {
  readonly faults: StorageFaults
  /** What goes on when storage recovers. */
  readonly hung: Set<() => void>
  /** Runs `task` in the calling tab after the delay storage has now, never before the caller has returned. */
  later(task: () => void): void
}

/** Performs an operation now, late, never or not at all, as the faults in force say. */
export function runStorageOperation<T>(device: StorageDevice, operation: PendingOperation<T>): Promise<T> {
  const { signal, kind } = operation
  return new Promise((resolve, reject) => {
    let outcome: StorageFailure['outcome'] = 'nothing-written'
    const giveUp = (): void => reject(new StorageFailure('hung', outcome))
    const tell = (answer: () => T): void =>
      device.later(() => {
        signal.removeEventListener('abort', giveUp)
        settleWith(answer, resolve, reject)
      })
    const attempt = (): void => {
      if (signal.aborted) return
      const fault = device.faults.take(kind)
      if (fault?.silent && fault.write === 'nothing-written') {
        device.hung.add(attempt)
        return
      }
      const answer = answerOnce(
        fault === undefined ? operation.perform : () => strike(fault, operation.perform),
      )
      if (kind !== 'read' && fault?.write !== 'nothing-written') outcome = 'unknown'
      if (fault?.silent) device.hung.add(() => tell(answer))
      else tell(answer)
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp)
    device.later(attempt)
  })
}

/** Fails as `fault` says, having done `work` or not. */
export function strike(fault: StorageFault, work: () => unknown): never {
  if (fault.write === 'unknown-but-written') work()
  throw new StorageFailure(fault.kind, fault.write === 'nothing-written' ? 'nothing-written' : 'unknown')
}

/** Does `work` now and gives what it returned or threw whenever asked. */
function answerOnce<T>(work: () => T): () => T {
  try {
    const value = work()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function settleWith<T>(answer: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  try {
    resolve(answer())
  } catch (error) {
    reject(error)
  }
}
