/** Databases of named records. Opening is lazy: `open` starts nothing and cannot fail. */
export interface RecordStorage {
  open(name: string): RecordDatabase
  /** Asks the platform to evict nothing of this app, and says whether it agreed. Never rejects; may wait for the user. */
  persist?(): Promise<boolean>
}

/**
 * One database. Every method rejects with a {@link StorageFailure} when storage cannot do it, and stops (aborting
 * its transaction) when `signal` aborts.
 */
export interface RecordDatabase {
  /** The records under `keys`, in that order, of one moment; `undefined` where there is none. */
  read(keys: readonly string[], signal: AbortSignal): Promise<readonly unknown[]>
  /**
   * Reads `keys` and writes what `decide` makes of them in one atomic transaction. `decide` is synchronous and pure.
   * Resolves with its result only once the write is durable for other tabs to see.
   */
  transact<T>(
    keys: readonly string[],
    decide: (records: readonly unknown[]) => RecordDecision<T>,
    signal: AbortSignal,
  ): Promise<T>
  /** The keys of what is there; of very many, the first few hundred. */
  keys(signal: AbortSignal): Promise<readonly string[]>
  /** Deletes the whole database. */
  destroy(signal: AbortSignal): Promise<void>
  close(): void
}

/** What a transaction writes: nothing, some records, or these records instead of all there are. */
export type RecordDecision<T> =
  | { readonly result: T; readonly write: 'nothing' }
  | { readonly result: T; readonly write: 'put' | 'replace-all'; readonly entries: readonly RecordEntry[] }

export type RecordEntry = readonly [key: string, record: unknown]

/** Why storage could not do it. `outcome` says whether it is sure that nothing was written. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  readonly kind: StorageFailureKind
  readonly outcome: 'nothing-written' | 'unknown'

  constructor(kind: StorageFailureKind, outcome: 'nothing-written' | 'unknown' = 'nothing-written') {
    super(`storage failed: ${kind}`)
    this.kind = kind
    this.outcome = outcome
  }
}

export type StorageFailureKind =
  | 'unavailable' // no IndexedDB here, or access to it is refused
  | 'hung' // did not answer within the deadline
  | 'connection-lost' // the browser closed the database under us, also after reopening it once
  | 'quota-exceeded'
  | 'aborted' // the transaction was rolled back
