/** Who wants to be told. */
export interface Listeners<T> {
  subscribe(listener: (event: T) => void): () => void
  tell(event: T): void
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<{ readonly hear: (event: T) => void }>()
  return {
    subscribe: hear => {
      const listener = { hear }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell: event => {
      for (const { hear } of [...listeners]) hear(event)
    },
  }
}
