import { attempt } from '../../bytes/attempt.js'
import type { Channel } from '../channel.js'

/** BroadcastChannel: same origin, same partition. Where there is none, nobody is told anything: what matters is stored. */
export const broadcastChannel: Channel = {
  open: (name, onMessage) => {
    const channel = attempt(() => new BroadcastChannel(name))
    channel?.addEventListener('message', event => onMessage(event.data))
    return {
      post: message => attempt(() => channel?.postMessage(message)),
      close: () => channel?.close(),
    }
  },
}
