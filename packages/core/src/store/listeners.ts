import type { Unsubscribe } from './token-store.js'

/** A set of listeners: each is told, whatever another one throws. */
export interface Listeners<T> {
  add(listener: (value: T) => void): Unsubscribe
  tell(value: T): void
  count(): number
}

/** @param changed called after each change of the number of listeners */
export function createListeners<T>(changed: () => void): Listeners<T> {
  const told = new Set<(value: T) => void>()
  return {
    add(listener) {
      const own = (value: T) => listener(value)
      told.add(own)
      changed()
      return () => {
        if (told.delete(own)) changed()
      }
    },
    tell(value) {
      for (const listener of [...told]) callApart(listener, value)
    },
    count: () => told.size,
  }
}

/** What a listener throws is the app's to see, as an unhandled rejection, and nobody else's to trip over. */
async function callApart<T>(listener: (value: T) => void, value: T): Promise<void> {
  listener(value)
}
