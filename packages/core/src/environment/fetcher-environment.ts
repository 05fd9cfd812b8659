import type { Clock } from './clock.js'
import type { Network } from './network.js'

/** What a fetcher takes from the outside world; every `Environment` will do. */
export interface FetcherEnvironment {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly network: Pick<Network, 'origin'>
  fetch(input: string | Request, init?: RequestInit): Promise<Response>
}
