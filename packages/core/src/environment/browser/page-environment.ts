import type { FetcherEnvironment } from '../fetcher-environment.js'
import { browserClock } from './browser-clock.js'

/** The page's own: of the browser's environment no more than a fetcher needs, so that it stays small. */
export const pageEnvironment: FetcherEnvironment = {
  clock: browserClock,
  network: {
    get origin() {
      return globalThis.location?.origin
    },
  },
  fetch: (input, init) => fetch(input, init),
}
