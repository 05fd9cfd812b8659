import type { Lock } from '@hallpass/core'

/** What a prerendered page asks of locks waits until it is activated. https://wicg.github.io/nav-speculation/prerendering.html */
export function prerenderedLocks(lock: Lock, activated: Promise<void>): Lock {
  return {
    acquire: async (name, signal) => {
      await Promise.race([activated, aborted(signal)])
      return lock.acquire(name, signal)
    },
    tryAcquire: async name => {
      await activated
      return lock.tryAcquire(name)
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
