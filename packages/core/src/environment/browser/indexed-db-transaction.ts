import { OBJECT_STORE } from './open-database.js'
import { untilAborted } from './until-aborted.js'

export interface TransactionRequest {
  readonly database: Promise<IDBDatabase>
  readonly mode: IDBTransactionMode
  readonly signal: AbortSignal
}

/** Runs `work` in one transaction, which `signal` rolls back if it still can. @throws StorageFailure */
export function inTransaction<T>(
  { database, mode, signal }: TransactionRequest,
  work: (store: IDBObjectStore) => T | PromiseLike<T>,
): Promise<T> {
  let transaction: IDBTransaction | undefined
  const run = async (): Promise<T> => {
    const opened = await database
    signal.throwIfAborted()
    transaction = opened.transaction(OBJECT_STORE, mode)
    return work(transaction.objectStore(OBJECT_STORE))
  }
  const rollBack = (): void => {
    try {
      transaction?.abort()
    } catch {
      // Too late: it is being committed, or has come to an end.
    }
  }
  return untilAborted(signal, run, rollBack)
}
