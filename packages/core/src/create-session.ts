import type { CacheClient } from './cache/cache-client.js'
import { type CacheContext, createCacheClient } from './cache/create-cache-client.js'
import { DEFAULT_TTL_MS, type DefinedCacheItem } from './cache/define-cache-item.js'
import { bytes } from './codec/bytes.js'
import { raw } from './codec/raw.js'
import type { SessionEvent } from './session/events.js'
import { createTokenStoreWithOperations, type TokenStoreOptions } from './store/create-token-store.js'
import type { TokenStore, Unsubscribe } from './store/token-store.js'
import { createTopics, type Topics } from './topic/create-topics.js'
import type { DefinedTopic, NamePart } from './topic/define-topic.js'
import type { TopicClient } from './topic/topic-client.js'
import type { TransportSource } from './transport/transport.js'

/** A token store with something to use its tokens for. */
export interface Session<Names extends string = string> {
  readonly id: string
  readonly tokens: TokenStore<Names>
  /** By name: bytes under text or byte keys. By definition: decoded values under the arguments of its key. */
  cache(name: string): CacheClient<Uint8Array, string | Uint8Array>
  cache<Args extends readonly NamePart[], T>(defined: DefinedCacheItem<Args, T>): CacheClient<T, Args>
  /** By name: text as text and bytes as bytes. By definition: decoded values. */
  topic(cache: string, topic: string): TopicClient<string | Uint8Array>
  topic<Args extends readonly NamePart[], T>(defined: DefinedTopic<Args, T>, ...args: Args): TopicClient<T>
  /** The store's events and the topics', one stream in one order. */
  subscribe(listener: (event: SessionEvent) => void): Unsubscribe
  /** Ends every stream, then the store. Doing so twice does nothing. */
  dispose(): void
}

export interface SessionOptions<Names extends string = string> extends TokenStoreOptions<Names> {
  /** How cache and topic calls travel, such as `momentoHttp()` of `@hallpass/momento`. */
  readonly transport: TransportSource
}

/**
 * A session. Creating it touches nothing; the first call or subscriber starts it.
 * @throws TypeError as `createTokenStore`
 *
 * @example
 * const session = createSession({ id: 'chat', source: tokenEndpoint('/api/token'), transport: momentoHttp() })
 * session.topic('chat', 'room-general').subscribe(event => console.log(event))
 */
export function createSession<Names extends string = string>(options: SessionOptions<Names>): Session<Names> {
  const { tokens, ...store } = createTokenStoreWithOperations(options)
  const { transport } = options
  const context = {
    ...store,
    transport: typeof transport === 'function' ? transport(store.environment) : transport,
  }
  const topics = createTopics(context)
  return {
    id: store.id,
    tokens,
    cache: cacheOf(context),
    topic: topicOf(topics),
    subscribe: tokens.subscribe,
    dispose: () => {
      topics.dispose()
      tokens.dispose()
    },
  }
}

function cacheOf(context: CacheContext): Session['cache'] {
  function cache(name: string): CacheClient<Uint8Array, string | Uint8Array>
  function cache<Args extends readonly NamePart[], T>(
    defined: DefinedCacheItem<Args, T>,
  ): CacheClient<T, Args>
  function cache(items: string | DefinedCacheItem<readonly NamePart[], unknown>): unknown {
    if (typeof items === 'string') {
      const keyOf = (key: string | Uint8Array) => key
      return createCacheClient({ cache: items, codec: bytes, ttlMs: DEFAULT_TTL_MS, keyOf }, context)
    }
    return createCacheClient(
      { ...items, keyOf: (args: readonly NamePart[]) => items.keyOf(...args) },
      context,
    )
  }
  return cache
}

function topicOf(topics: Topics): Session['topic'] {
  function topic(cache: string, topic: string): TopicClient<string | Uint8Array>
  function topic<Args extends readonly NamePart[], T>(
    defined: DefinedTopic<Args, T>,
    ...args: Args
  ): TopicClient<T>
  function topic(
    where: string | DefinedTopic<readonly NamePart[], unknown>,
    ...args: readonly NamePart[]
  ): unknown {
    if (typeof where === 'string') return topics.client({ cache: where, topic: String(args[0]) }, raw)
    return topics.client({ cache: where.cache, topic: where.nameOf(...args) }, where.codec)
  }
  return topic
}
