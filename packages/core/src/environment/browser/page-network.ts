import type { Network } from '../network.js'

/** The page's place in the network. */
export const pageNetwork: Network = {
  get origin() {
    const origin = globalThis.location?.origin
    // Opaque origins, of sandboxed frames and files, print as "null".
    return origin === 'null' ? undefined : origin
  },
  subscribe: listener => {
    const tell = (): void => listener('network-came-back')
    globalThis.addEventListener?.('online', tell)
    return () => globalThis.removeEventListener?.('online', tell)
  },
}
