import type { Environment } from '../environment.js'
import { broadcastChannel } from './broadcast-channel.js'
import { browserClock } from './browser-clock.js'
import { browserRandom } from './browser-random.js'
import { browserTimers } from './browser-timers.js'
import { decodeJwt } from './decode-jwt.js'
import { indexedDbStorage } from './indexed-db-storage.js'
import { localStorageMark } from './local-storage-mark.js'
import { pageLifecycle } from './page-lifecycle.js'
import { pageNetwork } from './page-network.js'
import { webLocks } from './web-locks.js'

/**
 * The environment of a browser. Every global is looked up when it is used, not before, so this can be called
 * anywhere, on a server too: what is missing or refused there answers as its port says.
 */
export function browserEnvironment(): Environment {
  return {
    clock: browserClock,
    timers: browserTimers,
    random: browserRandom,
    storage: indexedDbStorage,
    mark: localStorageMark,
    lock: webLocks,
    channel: broadcastChannel,
    lifecycle: pageLifecycle,
    network: pageNetwork,
    fetch: (input, init) => fetch(input, init),
    decodeJwt,
  }
}
