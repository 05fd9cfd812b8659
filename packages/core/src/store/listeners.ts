import type { Unsubscribe } from './token-store.js'

/** A set of listeners: each is told, whatever another one throws. */
export interface Listeners<T> {
  add(listener: (value: T) => void): Unsubscribe
  tell(value: T): void
}

/** @param counted called with the number of listeners after each change of it */
export function createListeners<T>(counted: (count: number) => void = () => {}): Listeners<T> {
  const listeners = new Map<object, (value: T) => void>()
  return {
    add(listener) {
      const entry = {}
      listeners.set(entry, listener)
      counted(listeners.size)
      return () => {
        if (listeners.delete(entry)) counted(listeners.size)
      }
    },
    tell(value) {
      for (const listener of [...listeners.values()]) callApart(listener, value)
    },
  }
}

/** What a listener throws is the app's to see, as an unhandled rejection, and nobody else's to trip over. */
function callApart<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value)
  } catch (error) {
    void Promise.reject(error)
  }
}
