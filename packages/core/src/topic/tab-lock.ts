import type { Lock, LockAnswer } from '../environment/lock.js'

/** Where the platform has no locks: one lock for this tab alone, in turn. Names make no difference. */
export function createTabLock(): Lock {
  let last = Promise.resolve()
  const acquire = async (_name: string, signal?: AbortSignal): Promise<LockAnswer> => {
    const before = last
    let release = (): void => {}
    last = new Promise(resolve => {
      release = resolve
    })
    await before
    if (!signal?.aborted) return { outcome: 'acquired', release }
    release()
    return { outcome: 'busy' }
  }
  // Only tried where nobody of this tab stands in line, so there is nothing to wait for.
  return { acquire, tryAcquire: acquire }
}
