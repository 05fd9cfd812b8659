import type { Channel } from './channel.js'
import type { Clock, Random, Timers } from './clock.js'
import type { Lifecycle } from './lifecycle.js'
import type { Lock } from './lock.js'
import type { Mark } from './mark.js'
import type { DecodeJwt, Fetch, Network } from './network.js'
import type { RecordStorage } from './storage.js'

/**
 * Everything the store takes from the outside world. `browserEnvironment()` is the one for browsers; tests and
 * other platforms hand in their own, whole or in part.
 */
export interface Environment {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly storage: RecordStorage
  readonly mark: Mark
  readonly lock: Lock
  readonly channel: Channel
  readonly lifecycle: Lifecycle
  readonly network: Network
  readonly fetch: Fetch
  readonly decodeJwt: DecodeJwt
}
