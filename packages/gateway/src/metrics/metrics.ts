/** What the gateway did so far, in numbers. Nothing in it comes from a caller: no name, no key, no token. */
export interface MetricsSnapshot {
  /** Calls that ended, by operation and outcome. */
  readonly calls: readonly CallCount[]
  /** Topic items handed to subscribers. */
  readonly deliveries: number
  /** Subscribers waiting at this moment. */
  readonly subscriptionsOpen: number
  /** Positions subscribers asked for and were told are no longer there. */
  readonly positionsLost: number
  /** Messages published to topics. */
  readonly topicsPublished: number
}

/** How often one operation ended one way. */
export interface CallCount {
  readonly operation: string
  readonly outcome: string
  readonly count: number
}

/** Counts as the gateway goes. */
export interface Metrics {
  callEnded(operation: string, outcome: string): void
  published(): void
  delivered(itemCount: number, positionsLost: number): void
  /** Returns what says that the subscriber stopped waiting. */
  subscriptionOpened(): () => void
  snapshot(): MetricsSnapshot
}

/** Counters at nought. */
export function createMetrics(): Metrics {
  const calls = new Map<string, CallCount>()
  const totals = { deliveries: 0, subscriptionsOpen: 0, positionsLost: 0, topicsPublished: 0 }
  return {
    callEnded: (operation, outcome) => {
      const key = `${operation} ${outcome}`
      calls.set(key, { operation, outcome, count: (calls.get(key)?.count ?? 0) + 1 })
    },
    published: () => {
      totals.topicsPublished += 1
    },
    delivered: (itemCount, positionsLost) => {
      totals.deliveries += itemCount
      totals.positionsLost += positionsLost
    },
    subscriptionOpened: () => {
      totals.subscriptionsOpen += 1
      return () => {
        totals.subscriptionsOpen -= 1
      }
    },
    snapshot: () => ({ calls: [...calls.values()], ...totals }),
  }
}
