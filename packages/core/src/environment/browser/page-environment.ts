import type { FetcherEnvironment } from '../fetcher-environment.js'

/** The page's own: of the browser's environment no more than a fetcher needs, so that it stays small. */
export const pageEnvironment: FetcherEnvironment = {
  clock: { monotonicMs: () => performance.now() },
  network: {
    get origin() {
      return globalThis.location?.origin
    },
  },
  fetch: (input, init) => fetch(input, init),
}
