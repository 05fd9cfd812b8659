import { StorageFailure } from '../storage.js'
import { storageFailureKindOf } from './storage-failure-kind-of.js'

/**
 * What `work` gives, unless `signal` aborts first. `stop` stops it and says what is then known of what it wrote.
 * @throws StorageFailure and nothing else
 */
export function untilAborted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  stop: () => StorageFailure['outcome'],
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new StorageFailure('hung', stop()))
    const fail = (error: unknown): void => {
      const kind = storageFailureKindOf(error)
      // Where the connection died, nobody knows how far the other side had come; else it was rolled back.
      reject(new StorageFailure(kind, kind === 'connection-lost' ? stop() : undefined))
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp)
    work()
      .then(resolve, fail)
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}
