import { promisifyRequest, type UseStore } from 'idb-keyval'
import type { RecordDatabase, RecordDecision, RecordStorage, StorageFailure } from '../storage.js'
import { decideAndWrite } from './decide-and-write.js'
import { indexedDbConnection } from './indexed-db-connection.js'
import { inTransaction } from './indexed-db-transaction.js'
import { deleteDatabase } from './open-database.js'
import { persistStorage } from './persist-storage.js'
import { untilAborted } from './until-aborted.js'

/**
 * IndexedDB, one database a name, by way of an idb-keyval store of ours: a connection that died is opened again, once
 * a call, and nothing waits longer than its caller. The database keeps its version for ever: changing it would have to
 * wait for tabs that run older code.
 */
export const indexedDbStorage: RecordStorage = { open: indexedDb, persist: persistStorage }

/** So many keys are listed at once: a sweep stays short whatever has piled up. */
const KEYS_MOST = 300

function indexedDb(name: string): RecordDatabase {
  const connection = indexedDbConnection(name)
  const storeUnder =
    (signal: AbortSignal, lost?: StorageFailure): UseStore =>
    (mode, callback) => {
      const database = connection.open()
      return inTransaction({ database, mode, signal }, callback).catch((failure: StorageFailure) => {
        connection.letGo(database)
        if (lost || failure.kind !== 'connection-lost') throw lost ?? failure
        return storeUnder(signal, failure)(mode, callback)
      })
    }
  async function transact<T>(
    keys: readonly string[],
    decide: (records: readonly unknown[]) => RecordDecision<T>,
    signal: AbortSignal,
    mode: IDBTransactionMode = 'readwrite',
  ): Promise<T> {
    const answer = await storeUnder(signal)(mode, store => decideAndWrite(store, keys, decide))
    return answer()
  }
  return {
    read: (keys, signal) =>
      transact(keys, records => ({ write: 'nothing', result: records }), signal, 'readonly'),
    transact,
    keys: async signal => {
      const ask = (store: IDBObjectStore) => promisifyRequest(store.getAllKeys(null, KEYS_MOST))
      return (await storeUnder(signal)('readonly', ask)).map(String)
    },
    destroy: signal => {
      connection.letGo()
      return untilAborted(signal, () => deleteDatabase(name))
    },
    close: () => connection.letGo(),
  }
}
