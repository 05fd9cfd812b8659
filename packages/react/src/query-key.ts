import type { DefinedCacheItem, NamePart, Session, SessionError } from '@hallpass/core'
import { type DataTag, queryOptions } from '@tanstack/react-query'
import { type Identity, identityOf } from './identity.js'

/** Every key this package makes begins so: another identity has other keys. `null` is one that is not known yet. */
export type IdentityKey = readonly [
  'hallpass',
  session: string,
  identity: NonNullable<Identity> | null,
  ...rest: string[],
]

/** The key of a cache item, which tells what is cached under it. */
export type CacheItemKey<T> = DataTag<IdentityKey, T | null, SessionError>

export function identityKey({ id }: Session, identity: Identity): IdentityKey {
  return ['hallpass', id, identity ?? null]
}

/** Of whoever is signed in at the time of the call. */
export function identityKeyNow(session: Session): IdentityKey {
  return identityKey(session, identityOf(session.tokens.sessionState()))
}

/** `undefined` arguments are not known yet: a key under which nothing is read. */
export function cacheItemKey<Args extends readonly NamePart[], T>(
  owner: IdentityKey,
  { cache, codec, keyOf }: DefinedCacheItem<Args, T>,
  args: Args | undefined,
): CacheItemKey<T> {
  const item = args ? [keyOf(...args)] : []
  const queryKey: IdentityKey = [...owner, 'cache-item', cache, codec.name, ...item]
  return queryOptions<T | null, SessionError, T | null, IdentityKey>({ queryKey }).queryKey
}

export function isOfSameIdentity(key: readonly unknown[], owner: IdentityKey): boolean {
  return isOfSameSession(key, owner) && key[2] === owner[2]
}

export function isOfFormerIdentity(key: readonly unknown[], now: IdentityKey): boolean {
  return isOfSameSession(key, now) && key[2] !== now[2]
}

function isOfSameSession(key: readonly unknown[], owner: IdentityKey): boolean {
  return key[0] === owner[0] && key[1] === owner[1]
}
