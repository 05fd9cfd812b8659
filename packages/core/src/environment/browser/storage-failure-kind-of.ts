import type { StorageFailureKind } from '../storage.js'

/** What exceptions mean by their names, of IndexedDB and of an `indexedDB` that is missing or refused. */
const kinds: Readonly<Record<string, StorageFailureKind>> = {
  QuotaExceededError: 'quota-exceeded',
  // Safari's "Connection to Indexed Database server lost".
  UnknownError: 'connection-lost',
  // What every call on a closed connection throws.
  InvalidStateError: 'connection-lost',
  SecurityError: 'unavailable',
  ReferenceError: 'unavailable',
  TypeError: 'unavailable',
}

/** A transaction that was rolled back has no error, or one that says no more than that. */
export function storageFailureKindOf(error: unknown): StorageFailureKind {
  return (error instanceof Error && kinds[error.name]) || 'aborted'
}
