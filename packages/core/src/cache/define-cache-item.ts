import type { Codec } from '../codec/codec.js'
import { text } from '../codec/text.js'
import type { NamePart } from '../topic/define-topic.js'

/** A family of cache items: where they are, how their keys are made, and what they hold. */
export interface DefinedCacheItem<Args extends readonly NamePart[], T> {
  readonly kind: 'cache-item'
  readonly cache: string
  readonly codec: Codec<T>
  readonly keyOf: (...args: Args) => string
  readonly ttlMs: number
}

/** What {@link defineCacheItem} takes beside a codec. */
export interface CacheItemOptions<Args extends readonly NamePart[]> {
  readonly cache: string
  /** The key for these arguments. */
  readonly key: (...args: Args) => string
  /** How long an item lives, milliseconds. @default 86_400_000, the longest Momento keeps one by default */
  readonly ttlMs?: number
}

/** A day: how long items live unless told otherwise, and the longest Momento keeps one by default. */
export const DEFAULT_TTL_MS = 86_400_000

/**
 * Describes a family of cache items, once, beside the code that uses them. Without a codec items are text.
 *
 * @example
 * const profile = defineCacheItem({ cache: 'profiles', key: (user: string) => user, codec: json(Profile) })
 * const ada = await session.cache(profile).get(['ada'])
 */
export function defineCacheItem<Args extends readonly NamePart[]>(
  options: CacheItemOptions<Args>,
): DefinedCacheItem<Args, string>
export function defineCacheItem<Args extends readonly NamePart[], T>(
  options: CacheItemOptions<Args> & { readonly codec: Codec<T> },
): DefinedCacheItem<Args, T>
export function defineCacheItem<Args extends readonly NamePart[]>({
  cache,
  key,
  codec = text,
  ttlMs = DEFAULT_TTL_MS,
}: CacheItemOptions<Args> & { readonly codec?: Codec<unknown> }): unknown {
  return { kind: 'cache-item', cache, codec, keyOf: key, ttlMs }
}
