import { text } from '../../src/codec/text.js'
import { createTopics, type Topics } from '../../src/topic/create-topics.js'
import { FakeService } from './fake-service.js'
import { FakeProfile, FakeTab } from './fake-tab.js'
import { FakeTime } from './fake-time.js'
import { FakeTokens } from './fake-tokens.js'

export interface Received {
  readonly tab: number
  readonly topic: string
  readonly text: string
  readonly atMs: number
}

/** Several tabs of one profile, each following the same topics over one origin with few slots. */
export class Crowd {
  readonly time: FakeTime = new FakeTime()
  readonly profile: FakeProfile = new FakeProfile()
  readonly service: FakeService = new FakeService(this.time)
  readonly tabs: readonly FakeTab[]
  readonly topics: readonly Topics[]
  readonly names: readonly string[]
  readonly received: Received[] = []
  /** How long each topic of each tab went without a poll, at most. */
  readonly longestWaits: Map<string, number> = new Map<string, number>()

  constructor(tabCount: number, topicCount: number, size = 4) {
    this.service.pool = { origin: 'http://127.0.0.1:8080', size }
    this.names = Array.from({ length: topicCount }, (_, index) => `room-${index}`)
    this.tabs = Array.from(
      { length: tabCount },
      (_, index) => new FakeTab(this.time, this.profile, 17 * index + 3),
    )
    this.topics = this.tabs.map(tab => this.#topicsOf(tab))
  }

  follow(tab: number): void {
    for (const topic of this.names) {
      this.topics[tab]?.client({ cache: 'chat', topic }, text).subscribe(event => {
        if (event.type !== 'item' || event.item.kind !== 'item') throw new Error(`unexpected ${event.type}`)
        this.received.push({ tab, topic, text: event.item.value, atMs: this.time.nowMs })
      })
    }
  }

  connections(tab: number): readonly string[] {
    return this.names.map(
      topic => this.topics[tab]?.client({ cache: 'chat', topic }, text).snapshot().connection.status ?? '',
    )
  }

  textsOf(tab: number, topic: string): readonly string[] {
    return this.received.filter(one => one.tab === tab && one.topic === topic).map(one => one.text)
  }

  snapshots(): readonly unknown[] {
    return this.topics.flatMap(topics =>
      this.names.map(topic => topics.client({ cache: 'chat', topic }, text).snapshot()),
    )
  }

  /** Watches waits from now on. */
  watchWaits(): void {
    this.longestWaits.clear()
    for (const key of this.#freeSince.keys()) this.#freeSince.set(key, this.time.nowMs)
  }

  readonly #freeSince = new Map<string, number>()

  #topicsOf(tab: FakeTab): Topics {
    const { transport } = this.service
    const note = (topic: string): (() => void) => {
      const key = `${this.tabs.indexOf(tab)}/${topic}`
      const waitedMs = this.time.nowMs - (this.#freeSince.get(key) ?? this.time.nowMs)
      this.longestWaits.set(key, Math.max(waitedMs, this.longestWaits.get(key) ?? 0))
      return () => this.#freeSince.set(key, this.time.nowMs)
    }
    return createTopics({
      id: 'test',
      environment: tab.environment,
      operations: new FakeTokens(),
      transport: {
        ...transport,
        open: async function* (position, token, signal) {
          const ended = note(position.topic)
          try {
            yield* transport.open(position, token, signal)
          } finally {
            ended()
          }
        },
      },
      emit: () => {},
    })
  }

  /** Publishes at random moments and returns what was published when. */
  async chatter(forMs: number, messagesPerSecond: number): Promise<ReadonlyMap<string, number>> {
    const published = new Map<string, number>()
    const random = new FakeTab(this.time, this.profile, 99).random
    for (let number = 0, untilMs = this.time.nowMs + forMs; this.time.nowMs < untilMs; number++) {
      const topic = this.names[Math.floor(random() * this.names.length)] ?? ''
      this.service.publish(topic, String(number))
      published.set(`${topic} ${number}`, this.time.nowMs)
      await this.time.advance((random() * 2_000) / messagesPerSecond)
    }
    return published
  }
}
