import { StorageFailure } from '../storage.js'
import { storageFailureKindOf } from './storage-failure-kind-of.js'

/**
 * What `work` gives, unless `signal` aborts first: then `stop` stops it.
 * @throws StorageFailure and nothing else
 */
export function untilAborted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  stop: () => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(new StorageFailure('hung', 'unknown'))
      stop()
    }
    const fail = (error: unknown): void => {
      const kind = storageFailureKindOf(error)
      // Where the connection died, nobody knows how far the other side had come; else it was rolled back.
      reject(new StorageFailure(kind, kind === 'connection-lost' ? 'unknown' : undefined))
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp)
    work()
      .then(resolve, fail)
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}
