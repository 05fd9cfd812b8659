import type { Lock, LockAnswer } from '../lock.js'

/**
 * Web Locks. Absent in insecure contexts, refused to opaque origins and to pages on their way out: all of that is
 * `unsupported`. Nothing is ever stolen, since the callback of the robbed would go on.
 * https://w3c.github.io/web-locks/
 */
export const webLocks: Lock = {
  acquire: (name, signal) => request(name, { signal }),
  tryAcquire: name => request(name, { ifAvailable: true }),
}

function request(name: string, options: LockOptions): Promise<LockAnswer> {
  return new Promise(resolve => {
    const hold = (lock: unknown): Promise<void> =>
      new Promise(release => {
        if (lock !== null && !options.signal?.aborted) return resolve({ outcome: 'acquired', release })
        resolve({ outcome: 'busy' })
        release()
      })
    // Async, so that a missing or throwing `navigator.locks` rejects like all the rest.
    const ask = async (): Promise<void> => navigator.locks.request(name, options, hold)
    ask().catch(() => resolve({ outcome: options.signal?.aborted ? 'busy' : 'unsupported' }))
  })
}
