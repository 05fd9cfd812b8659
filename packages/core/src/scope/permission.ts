/** Which cache: a bare string is its literal name, `'*'` alone means all, `{ name: '*' }` is the one called star. */
export type NameSelector = '*' | string | { readonly name: string }

/**
 * Which items: a bare string is the literal key, `'*'` alone means all. Keys are bytes; text stands for its UTF-8,
 * base64 (standard or url-safe) for any bytes, and a prefix of bytes may end inside a character.
 */
export type ItemSelector =
  | '*'
  | string
  | { readonly key: string }
  | { readonly keyPrefix: string }
  | { readonly keyBase64: string }
  | { readonly keyPrefixBase64: string }

/** Which topics: as {@link NameSelector}, or all whose names begin with `namePrefix`. */
export type TopicSelector = NameSelector | { readonly namePrefix: string }

/** What may be done with items. `writeonly` may do nothing that tells what was there. */
export type CacheRole = 'readonly' | 'readwrite' | 'writeonly'

/** What may be done with topics. */
export type TopicRole = 'subscribeonly' | 'publishonly' | 'publishsubscribe'

/** One role on the items of a cache (without `item`, on all of them). */
export interface CachePermission {
  readonly role: CacheRole
  readonly cache: NameSelector
  readonly item?: ItemSelector
}

/** One role on topics of a cache. */
export interface TopicPermission {
  readonly role: TopicRole
  readonly cache: NameSelector
  readonly topic: TopicSelector
}

/** One role on one cache (perhaps some items of it) or on topics. */
export type Permission = CachePermission | TopicPermission

/** What a token may be used for: any matching permission grants, and there is no deny. */
export interface Scope {
  readonly permissions: readonly Permission[]
}
