/** Locks shared by all tabs of a profile. They save requests; correctness never rests on them. */
export interface Lock {
  /** Waits its turn until `signal` aborts, which answers `busy`. */
  acquire(name: string, signal: AbortSignal): Promise<LockAnswer>
  /** Takes the lock if it is free this moment. */
  tryAcquire(name: string): Promise<LockAnswer>
}

export type LockAnswer =
  | { readonly outcome: 'acquired'; readonly release: () => void }
  | { readonly outcome: 'busy' }
  /** No locks here, or they failed: go on without. */
  | { readonly outcome: 'unsupported' }
