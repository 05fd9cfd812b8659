/** The locks this tab holds, so that a tab about to stand still can let go of them all. */
export interface HeldLocks {
  /** Returns what releases it; safe to call after `releaseAll`. */
  hold(release: () => void): () => void
  releaseAll(): void
}

export function createHeldLocks(): HeldLocks {
  const releases = new Set<() => void>()
  const letGo = (release: () => void) => {
    if (releases.delete(release)) release()
  }
  return {
    hold(release) {
      releases.add(release)
      return () => letGo(release)
    },
    releaseAll() {
      for (const release of [...releases]) letGo(release)
    },
  }
}
