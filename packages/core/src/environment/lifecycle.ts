/** What happened to the app as a whole, named by meaning and not by the browser event that reported it. */
export type LifecycleEvent =
  /** Seen again, or running again after freeze, sleep, bfcache: whatever was believed about time may be wrong. */
  | 'app-woke'
  | 'app-was-hidden'
  /** About to stand still or go away: locks must be let go now. */
  | 'app-is-pausing'

/** `prerendering`: loaded ahead of a visit that may never come; nothing may be asked of anybody. */
export type Visibility = 'visible' | 'hidden' | 'prerendering'

export interface Lifecycle {
  visibility(): Visibility
  /** Any change of the visibility comes with an event. */
  subscribe(listener: (event: LifecycleEvent) => void): () => void
}
