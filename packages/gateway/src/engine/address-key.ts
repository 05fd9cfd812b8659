import type { ItemAddress, TopicAddress } from './engine.js'

/** A map key for an item; no two addresses share one, whatever characters or bytes they hold. */
export function itemKey(item: ItemAddress): string {
  return withCache(item.cache, Buffer.from(item.key).toString('latin1'))
}

/** A map key for a topic; no two addresses share one. */
export function topicKey(topic: TopicAddress): string {
  return withCache(topic.cache, topic.topic)
}

/** The length in front says where the cache name ends. */
function withCache(cache: string, rest: string): string {
  return `${cache.length}:${cache}${rest}`
}
