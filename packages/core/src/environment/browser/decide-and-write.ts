import type { RecordDecision } from '../storage.js'

/**
 * Reads, decides and writes in the transaction of `store`. By callbacks, since a transaction ends as soon as nothing
 * is asked of it. Resolves when it is done, with what returns the result or throws what `decide` threw.
 */
export function decideAndWrite<T>(
  store: IDBObjectStore,
  keys: readonly string[],
  decide: (records: readonly unknown[]) => RecordDecision<T>,
): Promise<() => T> {
  return new Promise((resolve, reject) => {
    const { transaction } = store
    const requests = keys.map(key => store.get(key))
    const proceed = (): void => {
      let decision: RecordDecision<T> | undefined
      try {
        decision = decide(requests.map(request => request.result))
        write(store, decision)
        const { result } = decision
        const done = (): void => resolve(() => result)
        // What was only read is as good now as at the transaction's end, which costs as much as all the rest.
        if (decision.write === 'nothing') done()
        else transaction.oncomplete = done
      } catch (error) {
        if (decision === undefined) resolve(() => rethrow(error))
        reject(error)
        transaction.abort()
      }
    }
    transaction.onabort = () => reject(transaction.error)
    // Requests of a transaction are answered in their order.
    const last = requests.at(-1)
    if (last === undefined) proceed()
    else last.onsuccess = proceed
  })
}

function write(store: IDBObjectStore, decision: RecordDecision<unknown>): void {
  if (decision.write === 'nothing') return
  if (decision.write === 'replace-all') store.clear()
  for (const [key, record] of decision.entries) {
    if (record === undefined) store.delete(key)
    else store.put(record, key)
  }
}

function rethrow(error: unknown): never {
  throw error
}
