import { promisifyRequest } from 'idb-keyval'

/** The one object store of every database. */
export const OBJECT_STORE = 'records'

export async function openDatabase(name: string): Promise<IDBDatabase> {
  const database = await openOrCreate(name)
  if (database.objectStoreNames.contains(OBJECT_STORE)) return database
  // Safari can leave a database without its store behind when it is killed in the middle of creating it.
  database.close()
  await deleteDatabase(name)
  return openOrCreate(name)
}

/** Waits until every tab has closed it. */
export async function deleteDatabase(name: string): Promise<void> {
  await promisifyRequest(indexedDB.deleteDatabase(name))
}

function openOrCreate(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(OBJECT_STORE)
  return promisifyRequest(request)
}
