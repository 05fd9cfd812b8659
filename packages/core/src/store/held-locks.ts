/** The locks this tab holds, so that a tab about to stand still can let go of them all. */
export interface HeldLocks {
  /** Returns what releases it; safe to call after `releaseAll`. */
  hold(release: () => void): () => void
  releaseAll(): void
}

export function createHeldLocks(): HeldLocks {
  const releases = new Set<() => void>()
  return {
    hold(release) {
      releases.add(release)
      return () => {
        if (releases.delete(release)) release()
      }
    },
    releaseAll() {
      for (const release of releases) release()
      releases.clear()
    },
  }
}
