/** What an app may decide differently; everything else is a constant. */
export interface StorePolicy {
  /** The most token requests a minute, of all tabs of a profile together. @default 120 */
  readonly requestsPerMinute?: number
  /** The same for one scope. @default 30 */
  readonly requestsPerMinutePerScope?: number
  /**
   * `covering`: where no token of the scope asked for is at hand, a live one that grants it and more may serve. That
   * saves requests and gives up least privilege. @default 'exact'
   */
  readonly reuse?: 'exact' | 'covering'
  /** Asks the browser to keep this origin's storage when space gets scarce; it may ask the user. @default false */
  readonly persistStorage?: boolean
}

/** @throws TypeError for a budget that is no positive number */
export function readPolicy({
  requestsPerMinute = 120,
  requestsPerMinutePerScope = 30,
  reuse = 'exact',
  persistStorage = false,
}: StorePolicy = {}): Required<StorePolicy> {
  if (!(requestsPerMinute > 0 && requestsPerMinutePerScope > 0))
    throw new TypeError('policy: a budget above 0')
  return { requestsPerMinute, requestsPerMinutePerScope, reuse, persistStorage }
}
