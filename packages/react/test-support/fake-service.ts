import type {
  Payload,
  Position,
  StreamFrame,
  Token,
  Transport,
  TransportAnswer,
  TransportRequest,
} from '@hallpass/core'

/** Caches and topics behind a transport that takes every token, and answers a stream once. */
export class FakeService implements Transport {
  readonly name = 'fake'
  readonly can: Transport['can'] = new Set(['cache', 'publish', 'turned-streams'])
  readonly tokensSeen: Set<string> = new Set()
  readonly #items = new Map<string, Uint8Array>()
  readonly #topics = new Map<string, Payload[]>()
  readonly #waiting = new Set<() => void>()

  async call(request: TransportRequest, token: Token): Promise<TransportAnswer> {
    this.tokensSeen.add(token.reveal())
    switch (request.kind) {
      case 'get': {
        const value = this.#items.get(`${request.cache}/${request.key}`)
        return value === undefined ? { outcome: 'miss' } : { outcome: 'hit', value }
      }
      case 'set':
        this.#items.set(`${request.cache}/${request.key}`, request.value)
        return { outcome: 'done' }
      case 'delete':
        this.#items.delete(`${request.cache}/${request.key}`)
        return { outcome: 'done' }
      case 'publish':
        this.#topic(request).push(request.payload)
        for (const wake of [...this.#waiting]) wake()
        return { outcome: 'done' }
    }
  }

  async *open(position: Position, token: Token, signal: AbortSignal): AsyncGenerator<StreamFrame> {
    this.tokensSeen.add(token.reveal())
    const topic = this.#topic(position)
    if (position.at === 'latest') {
      yield { kind: 'discontinuity', page: 1n, newSequence: BigInt(topic.length) }
      return
    }
    const next = Number(position.at.next)
    if (topic.length < next) await this.#publish(signal)
    for (const [index, payload] of topic.entries()) {
      if (index + 1 >= next) yield { kind: 'item', page: 1n, sequenceNumber: BigInt(index + 1), payload }
    }
  }

  #topic({ cache, topic }: { readonly cache: string; readonly topic: string }): Payload[] {
    const name = `${cache}/${topic}`
    const payloads = this.#topics.get(name) ?? []
    this.#topics.set(name, payloads)
    return payloads
  }

  #publish(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', abort)
        resolve()
      }
      const abort = () => {
        this.#waiting.delete(wake)
        reject(new Error('aborted'))
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', abort, { once: true })
    })
  }
}
