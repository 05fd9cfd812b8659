import type { Channel } from '../channel.js'

/** BroadcastChannel: same origin, same partition. Where there is none, nobody is told anything. */
export const broadcastChannel: Channel = {
  open: (name, onMessage) => {
    const channel = tryQuietly(() => new BroadcastChannel(name))
    channel?.addEventListener('message', event => onMessage(event.data))
    return {
      post: message => tryQuietly(() => channel?.postMessage(message)),
      close: () => channel?.close(),
    }
  },
}

/** A doorbell may fail to ring: what matters is stored. */
function tryQuietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
