import { getMany, type UseStore } from 'idb-keyval'
import { type RecordDatabase, type RecordStorage, StorageFailure } from '../storage.js'
import { decideAndWrite } from './decide-and-write.js'
import { indexedDbConnection } from './indexed-db-connection.js'
import { inTransaction } from './indexed-db-transaction.js'
import { deleteDatabase } from './open-database.js'
import { untilAborted } from './until-aborted.js'

/**
 * IndexedDB, one database a name, by way of idb-keyval with a store of ours: a connection that died is opened again,
 * once a call, and nothing waits longer than its caller. Should the shape of a record ever change, the database gets
 * another name: a version change would have to wait for tabs that run the older code.
 */
export const indexedDbStorage: RecordStorage = { open: indexedDb }

function indexedDb(name: string): RecordDatabase {
  const connection = indexedDbConnection(name)
  const storeUnder =
    (signal: AbortSignal, lost?: StorageFailure): UseStore =>
    (mode, callback) => {
      const database = connection.open()
      return inTransaction({ database, mode, signal }, callback).catch((failure: StorageFailure) => {
        connection.letGo(database)
        if (lost === undefined && failure.kind === 'connection-lost') {
          return storeUnder(signal, failure)(mode, callback)
        }
        throw lost?.outcome === 'unknown' ? new StorageFailure(failure.kind, 'unknown') : failure
      })
    }
  return {
    read: (keys, signal) => getMany([...keys], storeUnder(signal)),
    transact: async (keys, decide, signal) => {
      const answer = await storeUnder(signal)('readwrite', store => decideAndWrite(store, keys, decide))
      return answer()
    },
    destroy: signal => {
      connection.letGo()
      return untilAborted(
        signal,
        () => deleteDatabase(name),
        () => 'unknown',
      )
    },
    close: () => connection.letGo(),
  }
}
