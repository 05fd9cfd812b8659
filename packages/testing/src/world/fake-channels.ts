import type { Channel, OpenChannel } from '@hallpass/core'
import type { TabGate } from './tab-gate.js'

/** The messages between the tabs, as seen from outside. */
export interface FakeChannels {
  /** From now on every message is lost. */
  drop(): void
  recover(): void
  /** Says `message` as any other script of the origin could. */
  forge(name: string, message: unknown): void
  /** Every message that was ever posted, also those that were lost. */
  readonly posted: readonly PostedMessage[]
  /** How many channels are open in tabs that live. */
  openCount(): number
}

/** One message as it was posted. */
export interface PostedMessage {
  readonly name: string
  readonly message: unknown
}

export interface FakeChannelHub {
  readonly control: FakeChannels
  forTab(gate: TabGate): Channel
}

interface Listener {
  readonly name: string
  readonly gate: TabGate
  readonly onMessage: (message: unknown) => void
}

type Post = (name: string, message: unknown, sender?: Listener) => void

export function createFakeChannels(): FakeChannelHub {
  const listeners = new Set<Listener>()
  const posted: PostedMessage[] = []
  let isDropping = false
  const post: Post = (name, message, sender) => {
    posted.push({ name, message })
    if (isDropping) return
    for (const listener of listeners) {
      if (listener !== sender && listener.name === name) deliver(listener, message, listeners)
    }
  }
  const control: FakeChannels = {
    drop: () => {
      isDropping = true
    },
    recover: () => {
      isDropping = false
    },
    forge: (name, message) => post(name, message),
    posted,
    openCount: () => [...listeners].filter(({ gate }) => !gate.isClosed).length,
  }
  const forTab = (gate: TabGate): Channel => ({
    open: (name, onMessage) => openChannel({ name, gate, onMessage }, listeners, post),
  })
  return { control, forTab }
}

function openChannel(listener: Listener, listeners: Set<Listener>, post: Post): OpenChannel {
  listeners.add(listener)
  return {
    post: message => {
      if (listeners.has(listener) && isCloneable(message)) post(listener.name, message, listener)
    },
    close: () => {
      listeners.delete(listener)
    },
  }
}

function deliver(listener: Listener, message: unknown, listeners: ReadonlySet<Listener>): void {
  if (!listener.gate.knock()) return
  const copy: unknown = structuredClone(message)
  listener.gate.passSoon(() => {
    if (listeners.has(listener)) listener.onMessage(copy)
  })
}

function isCloneable(message: unknown): boolean {
  try {
    structuredClone(message)
    return true
  } catch {
    return false
  }
}
