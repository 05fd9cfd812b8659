import { createTokenStore, tokenEndpoint } from '@hallpass/core'

/** What is measured: the first token of a store, or the same database work written by hand. */
export type RestoreSubject = 'hallpass' | 'bare'

const bare = { database: 'bare', store: 'records', key: 'token' } as const

/** Leaves a token in the store's database, and a record of the same size in one of no store's. */
export async function seed(): Promise<void> {
  const tokens = createTokenStore({ source: tokenEndpoint('/hallpass/token') })
  const secret = (await tokens.getToken()).reveal()
  tokens.dispose()
  const database = await opened()
  const record = { epoch: 1, generation: 1, secret, issuedAt: Date.now(), lifetimeMs: 3_600_000 }
  const transaction = database.transaction(bare.store, 'readwrite')
  await settled(transaction.objectStore(bare.store).put(record, bare.key))
  database.close()
}

/** What each took, in the order asked for: what comes first also waits for the browser to wake its database. */
export async function measure(order: readonly RestoreSubject[]): Promise<readonly number[]> {
  const took: number[] = []
  for (const subject of order) took.push(await measured[subject]())
  return took
}

const measured: Readonly<Record<RestoreSubject, () => Promise<number>>> = {
  async hallpass() {
    const startedAt = performance.now()
    const tokens = createTokenStore({ source: tokenEndpoint('/hallpass/token') })
    const token = await tokens.getToken()
    const tookMs = performance.now() - startedAt
    if (token.reveal() === '') throw new Error('the token is empty')
    tokens.dispose()
    return tookMs
  },
  async bare() {
    const startedAt = performance.now()
    const database = await opened()
    const found = await settled(database.transaction(bare.store).objectStore(bare.store).get(bare.key))
    const tookMs = performance.now() - startedAt
    if (found === undefined) throw new Error('nothing is stored')
    database.close()
    return tookMs
  },
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(bare.database)
  request.onupgradeneeded = () => request.result.createObjectStore(bare.store)
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
