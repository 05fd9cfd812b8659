import type {
  Codec,
  Gap,
  Payload,
  TopicClient,
  TopicConnection,
  TopicEvent,
  TopicItem,
  TopicSnapshot,
} from '@hallpass/core'

/** One topic of a fake session: what the service and the network do to it, and what was done to them. */
export class FakeTopic {
  readonly published: Payload[] = []
  attempts = 0
  subscriptions = 0
  following = 0
  failWith: Error | undefined
  #payloads: readonly Payload[] = []
  #connection: TopicConnection = { status: 'idle' }
  #gap: Gap | undefined
  #version = 0
  readonly #observers = new Set<() => void>()
  readonly #followers = new Set<(payload: Payload | Gap, sequence: number) => void>()

  deliver(...payloads: Payload[]): void {
    for (const payload of payloads) {
      this.#payloads = [...this.#payloads, payload].slice(-200)
      this.#change()
      for (const follower of this.#followers) follower(payload, this.#payloads.length)
    }
  }

  lose(gap: Gap): void {
    this.#gap = gap
    this.#change()
    for (const follower of this.#followers) follower(gap, 0)
  }

  connection(connection: TopicConnection): void {
    this.#connection = connection
    this.#change()
  }

  #change(): void {
    this.#version += 1
    for (const observer of [...this.#observers]) observer()
  }

  /** A new client every time, as a session may make them. */
  client<T>(cache: string, topic: string, codec: Codec<T>): TopicClient<T> {
    let last: { readonly version: number; readonly snapshot: TopicSnapshot<T> } | undefined
    return {
      cache,
      topic,
      publish: async value => {
        this.attempts += 1
        if (this.failWith) throw this.failWith
        this.published.push(codec.encode(value))
      },
      subscribe: listener => this.#follow(listener, codec),
      observe: listener => {
        this.#observers.add(listener)
        return () => void this.#observers.delete(listener)
      },
      snapshot: () => {
        if (last?.version !== this.#version)
          last = { version: this.#version, snapshot: this.#snapshot(codec) }
        return last.snapshot
      },
    }
  }

  // Parts are copied, so that a test does not rely on a session keeping their identity.
  #snapshot<T>(codec: Codec<T>): TopicSnapshot<T> {
    return {
      items: this.#payloads.map((payload, index) => itemOf(codec, payload, index + 1)),
      connection: { ...this.#connection },
      gap: this.#gap && { ...this.#gap },
    }
  }

  #follow<T>(listener: ((event: TopicEvent<T>) => void) | undefined, codec: Codec<T>): () => void {
    const follower = (what: Payload | Gap, sequence: number) => {
      const isGap = typeof what === 'object' && 'from' in what
      listener?.(
        isGap ? { type: 'discontinuity', gap: what } : { type: 'item', item: itemOf(codec, what, sequence) },
      )
    }
    this.subscriptions += 1
    this.following += 1
    this.#followers.add(follower)
    return () => {
      if (this.#followers.delete(follower)) this.following -= 1
    }
  }
}

function itemOf<T>(codec: Codec<T>, payload: Payload, sequence: number): TopicItem<T> {
  const position = { id: `1:${sequence}`, page: 1n, sequenceNumber: BigInt(sequence), receivedAt: 0 }
  const decoded = codec.decode(payload)
  return decoded.ok
    ? { ...position, kind: 'item', value: decoded.value }
    : { ...position, kind: 'undecodable' }
}
