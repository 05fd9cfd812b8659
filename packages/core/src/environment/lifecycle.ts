/** What happened to the app as a whole, named by meaning and not by the browser event that reported it. */
export type LifecycleEvent =
  /** Seen again, or running again after freeze, sleep, bfcache: whatever was believed about time may be wrong. */
  | 'app-woke'
  | 'app-was-hidden'
  /** About to stand still or go away: locks must be let go now. */
  | 'app-is-pausing'

export interface Lifecycle {
  subscribe(listener: (event: LifecycleEvent) => void): () => void
}
