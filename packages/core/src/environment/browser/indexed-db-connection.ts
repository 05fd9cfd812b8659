import { openDatabase } from './open-database.js'

/** The one connection to a database: opened when it is first needed, let go of when it is of no more use. */
export interface IndexedDbConnection {
  open(): Promise<IDBDatabase>
  /** Closes `used`, also if it opens only later, and forgets it. @default the current one */
  letGo(used?: Promise<IDBDatabase>): void
}

export function indexedDbConnection(name: string): IndexedDbConnection {
  let current: Promise<IDBDatabase> | undefined
  const letGo = (used = current): void => {
    if (used === current) current = undefined
    used?.then(
      database => database.close(),
      () => {},
    )
  }
  const open = (): Promise<IDBDatabase> => {
    const opened = openDatabase(name)
    opened.then(
      database => {
        // Another tab deletes the database and waits for us, or the browser closed it under us.
        database.onversionchange = database.onclose = () => letGo(opened)
      },
      () => letGo(opened),
    )
    return opened
  }
  return {
    open: () => {
      current ??= open()
      return current
    },
    letGo,
  }
}
