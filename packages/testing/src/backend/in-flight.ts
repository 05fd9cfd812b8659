/** Counts what is under way at the same time, in all and by key. */
export interface InFlight {
  readonly most: number
  readonly mostPerKey: number
  /** Returns what ends it; ending twice does nothing. */
  begin(key: string): () => void
}

export function createInFlight(): InFlight {
  const running = new Set<{ readonly key: string }>()
  let most = 0
  let mostPerKey = 0
  return {
    get most() {
      return most
    },
    get mostPerKey() {
      return mostPerKey
    },
    begin: key => {
      const entry = { key }
      running.add(entry)
      most = Math.max(most, running.size)
      mostPerKey = Math.max(mostPerKey, [...running].filter(other => other.key === key).length)
      return () => {
        running.delete(entry)
      }
    },
  }
}
