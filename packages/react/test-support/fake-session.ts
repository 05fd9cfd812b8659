import type {
  CacheClient,
  Codec,
  DefinedCacheItem,
  DefinedTopic,
  NamePart,
  Session,
  TopicClient,
  Unsubscribe,
} from '@hallpass/core'
import { FakeTokens } from './fake-tokens.js'
import { FakeTopic } from './fake-topic.js'

/** A session without a service: topics and items are what a test makes of them. */
export class FakeSession implements Session {
  readonly id: string
  readonly tokens: FakeTokens = new FakeTokens()
  readonly items: Map<string, string> = new Map()
  readonly gets: string[] = []
  /** What `get` and `set` wait for; a rejection fails them. */
  gate: () => Promise<void> = async () => undefined
  readonly #topics = new Map<string, FakeTopic>()

  constructor(id = 'fake') {
    this.id = id
  }

  topicAt(cache: string, topic: string): FakeTopic {
    const name = `${cache}/${topic}`
    const found = this.#topics.get(name) ?? new FakeTopic()
    this.#topics.set(name, found)
    return found
  }

  topic(cache: string, topic: string): TopicClient<string | Uint8Array>
  topic<Args extends readonly NamePart[], T>(defined: DefinedTopic<Args, T>, ...args: Args): TopicClient<T>
  topic<Args extends readonly NamePart[], T>(
    target: string | DefinedTopic<Args, T>,
    ...args: Args
  ): TopicClient<string | Uint8Array> | TopicClient<T> {
    if (typeof target === 'string')
      return this.topicAt(target, `${args[0]}`).client(target, `${args[0]}`, raw)
    const topic = target.nameOf(...args)
    return this.topicAt(target.cache, topic).client(target.cache, topic, target.codec)
  }

  cache(name: string): CacheClient<Uint8Array, string | Uint8Array>
  cache<Args extends readonly NamePart[], T>(defined: DefinedCacheItem<Args, T>): CacheClient<T, Args>
  cache<Args extends readonly NamePart[], T>(
    target: string | DefinedCacheItem<Args, T>,
  ): CacheClient<Uint8Array, string | Uint8Array> | CacheClient<T, Args> {
    if (typeof target === 'string') throw new TypeError('a fake session knows caches by definition only')
    return this.#definedCache(target)
  }

  #definedCache<Args extends readonly NamePart[], T>(
    defined: DefinedCacheItem<Args, T>,
  ): CacheClient<T, Args> {
    const keyOf = (args: Args) => `${defined.cache}/${defined.keyOf(...args)}`
    return {
      cache: defined.cache,
      get: async args => {
        this.gets.push(keyOf(args))
        await this.gate()
        const stored = this.items.get(keyOf(args))
        const decoded = stored === undefined ? undefined : defined.codec.decode(stored)
        return decoded?.ok ? decoded.value : undefined
      },
      set: async (args, value) => {
        await this.gate()
        this.items.set(keyOf(args), `${defined.codec.encode(value)}`)
      },
      delete: async args => void this.items.delete(keyOf(args)),
    }
  }

  subscribe(): Unsubscribe {
    return () => undefined
  }

  dispose(): void {
    this.tokens.dispose()
  }
}

const raw: Codec<string | Uint8Array> = {
  name: 'raw',
  encode: value => value,
  decode: value => ({ ok: true, value }),
}
