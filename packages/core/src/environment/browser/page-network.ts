import type { Network } from '../network.js'

/** The page's place in the network. */
export const pageNetwork: Network = {
  get origin() {
    // "null" of sandboxed frames and files is an origin too: one that nothing is the same as.
    return globalThis.location?.origin
  },
  subscribe: listener => {
    const tell = (): void => listener('network-came-back')
    globalThis.addEventListener?.('online', tell)
    return () => globalThis.removeEventListener?.('online', tell)
  },
}
