import type { Token } from '../../src/token/token.js'
import type {
  Position,
  StreamFrame,
  StreamPool,
  Transport,
  TransportAnswer,
  TransportFailure,
  TransportRequest,
} from '../../src/transport/transport.js'
import type { FakeTime } from './fake-time.js'

export interface FakeTopic {
  page: bigint
  /** The number of the first message still kept. */
  oldest: bigint
  head: bigint
  readonly messages: Map<bigint, string>
  readonly waiting: Set<() => void>
}

/** Topics that answer polls as the local gateway does: once, and only when there is something to tell. */
export class FakeService {
  readonly topics: Map<string, FakeTopic> = new Map()
  readonly polls: { readonly topic: string; readonly at: Position['at']; readonly generation: number }[] = []
  openPolls = 0
  mostOpenPolls = 0
  /** Milliseconds until a poll reaches the service. */
  latencyMs = 5
  pool: StreamPool | undefined
  /** What every poll is answered with instead. */
  failure: ((token: Token) => TransportFailure | undefined) | undefined
  /** Polls are answered with nothing, and without waiting. */
  answersAtOnce = false
  readonly calls: { readonly request: TransportRequest; readonly generation: number }[] = []
  answers: TransportAnswer[] = []
  readonly #time: FakeTime
  #pages = 7n

  constructor(time: FakeTime) {
    this.#time = time
  }

  topic(name: string): FakeTopic {
    const topic = this.topics.get(name) ?? {
      page: this.#pages++,
      oldest: 1n,
      head: 0n,
      messages: new Map(),
      waiting: new Set(),
    }
    this.topics.set(name, topic)
    return topic
  }

  publish(name: string, text: string): void {
    const topic = this.topic(name)
    topic.messages.set(++topic.head, text)
    wake(topic)
  }

  /** Messages before `oldest` are gone. */
  trim(name: string, oldest: bigint): void {
    this.topic(name).oldest = oldest
  }

  restart(): void {
    for (const [name, topic] of [...this.topics]) {
      this.topics.delete(name)
      wake(topic)
    }
  }

  readonly transport: { -readonly [K in keyof Transport]: Transport[K] } = {
    name: 'fake',
    can: new Set(['cache', 'publish', 'turned-streams'] as const),
    call: async (request, token) => {
      this.calls.push({ request, generation: token.generation })
      return this.answers.shift() ?? { outcome: 'done' }
    },
    open: (position, token, signal) => this.#poll(position, token, signal),
    pool: () => this.pool,
  }

  async *#poll(
    position: Position,
    token: Token,
    signal: AbortSignal,
  ): AsyncGenerator<StreamFrame, void, undefined> {
    this.polls.push({ topic: position.topic, at: position.at, generation: token.generation })
    this.mostOpenPolls = Math.max(this.mostOpenPolls, ++this.openPolls)
    const ended = watchAbort(signal)
    try {
      await Promise.race([this.#time.sleep(this.latencyMs), ended.aborted])
      if (this.answersAtOnce) return
      const failure = this.failure?.(token)
      if (failure !== undefined) return yield { kind: 'ended', failure }
      yield* await this.#frames(position, ended.aborted)
    } finally {
      ended.stop()
      this.openPolls--
    }
  }

  async #frames(position: Position, aborted: Promise<never>): Promise<readonly StreamFrame[]> {
    for (;;) {
      const topic = this.topic(position.topic)
      const frames = framesFor(topic, position.at)
      if (frames.length > 0) return frames
      const changed = new Promise<void>(resolve => {
        topic.waiting.add(resolve)
      })
      await Promise.race([changed, aborted])
    }
  }
}

function wake({ waiting }: FakeTopic): void {
  for (const resolve of waiting) resolve()
  waiting.clear()
}

function framesFor(topic: FakeTopic, at: Position['at']): readonly StreamFrame[] {
  const { page, head, oldest } = topic
  if (at === 'latest') return [{ kind: 'discontinuity', page, newSequence: head }]
  const isHere = at.page === page && at.next <= head + 1n
  const from = isHere && at.next >= oldest ? at.next : oldest
  const jump: StreamFrame = { kind: 'discontinuity', page, newSequence: from - 1n }
  const items = [...topic.messages].flatMap(([sequenceNumber, payload]): StreamFrame[] =>
    sequenceNumber >= from ? [{ kind: 'item', page, sequenceNumber, payload }] : [],
  )
  return isHere && from === at.next ? items : [jump, ...items]
}

function watchAbort(signal: AbortSignal): { readonly aborted: Promise<never>; stop(): void } {
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    stop = () => signal.removeEventListener('abort', abort)
  })
  aborted.catch(() => {})
  return { aborted, stop: () => stop() }
}
