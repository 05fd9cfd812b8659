import type { SessionEvent } from '@hallpass/core'

/** Where events come from: a session. */
interface EventStream {
  subscribe(listener: (event: SessionEvent) => void): () => void
}

/** One line of the journal. */
export interface JournalEntry {
  readonly id: number
  readonly event: SessionEvent
}

/** The last events of a session, newest first, in the shape `useSyncExternalStore` takes. */
export interface Journal {
  readonly entries: () => readonly JournalEntry[]
  readonly observe: (listener: () => void) => () => void
  readonly stop: () => void
}

const keptEntries = 60

/** Writes down what happens from now on. */
export function startJournal(stream: EventStream): Journal {
  const listeners = new Set<() => void>()
  let entries: readonly JournalEntry[] = []
  const stop = stream.subscribe(event => {
    const id = (entries[0]?.id ?? 0) + 1
    entries = [{ id, event }, ...entries.slice(0, keptEntries - 1)]
    for (const listener of listeners) listener()
  })
  return {
    entries: () => entries,
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
