import type { Codec } from '../codec/codec.js'
import { callWithToken } from '../transport/call-with-token.js'
import { createSharedTopic, type SharedTopic } from './shared-topic.js'
import type { StreamContext, TopicAddress } from './stream-run.js'
import { createStreamSlots } from './stream-slots.js'
import type { TopicClient } from './topic-client.js'
import type { TopicContext } from './topic-context.js'
import { emptySnapshot } from './topic-log.js'

/** The topics of one session: one stream for each topic and codec, however many follow it. */
export interface Topics {
  client<T>(address: TopicAddress, codec: Codec<T>): TopicClient<T>
  dispose(): void
}

/** Topics that nobody follows yet: nothing is started. */
export function createTopics(context: TopicContext): Topics {
  const slots = createStreamSlots(context.id, context.environment)
  const registry = createRegistry({ ...context, slots })
  return {
    client: <T>(address: TopicAddress, codec: Codec<T>): TopicClient<T> => ({
      ...address,
      publish: async (value, options) => {
        const request = { kind: 'publish', ...address, payload: codec.encode(value) } as const
        await callWithToken(request, context, options?.signal)
      },
      subscribe: (listener = ignore) => registry.open(address, codec).subscribe(listener),
      observe: listener => registry.open(address, codec).observe(listener),
      snapshot: () => registry.find(address, codec)?.snapshot() ?? emptySnapshot,
    }),
    dispose: registry.dispose,
  }
}

interface Registry {
  find<T>(address: TopicAddress, codec: Codec<T>): SharedTopic<T> | undefined
  open<T>(address: TopicAddress, codec: Codec<T>): SharedTopic<T>
  dispose(): void
}

function createRegistry(context: StreamContext): Registry {
  const byCodec = new Map<unknown, Map<string, { dispose(): void }>>()
  const find = <T>(address: TopicAddress, codec: Codec<T>): SharedTopic<T> | undefined =>
    // What stands under a codec was made with that codec, so it has its type.
    byCodec.get(codec)?.get(keyOf(address)) as SharedTopic<T> | undefined
  const create = <T>(address: TopicAddress, codec: Codec<T>): SharedTopic<T> => {
    const topics = byCodec.get(codec) ?? new Map<string, SharedTopic<T>>()
    byCodec.set(codec, topics)
    const onUnused = (): void => {
      topics.delete(keyOf(address))
      if (topics.size === 0) byCodec.delete(codec)
    }
    const shared = createSharedTopic({ ...address, codec, onUnused }, context)
    topics.set(keyOf(address), shared)
    return shared
  }
  return {
    find,
    open: (address, codec) => find(address, codec) ?? create(address, codec),
    dispose: () => {
      for (const topics of byCodec.values()) for (const shared of topics.values()) shared.dispose()
    },
  }
}

function keyOf({ cache, topic }: TopicAddress): string {
  return JSON.stringify([cache, topic])
}

function ignore(): void {}
