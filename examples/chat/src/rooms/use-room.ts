import { useState, useSyncExternalStore } from 'react'
import { type Room, roomFromHash } from './rooms.js'

/** Where this tab is, and has been. */
export interface RoomsVisited {
  /** The room that the tab's address names, so that each tab can be in another. */
  readonly room: Room
  /** Every room since the page was loaded, this one among them. */
  readonly visited: readonly Room[]
}

/** A room once visited stays open behind the one that is shown: what is said there is not missed. */
export function useRoom(): RoomsVisited {
  const room = roomFromHash(useSyncExternalStore(onHashChange, () => location.hash))
  const [visited, setVisited] = useState<readonly Room[]>([room])
  if (!visited.includes(room)) setVisited([...visited, room])
  return { room, visited }
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
