import type { DefinedCacheItem, NamePart, Session, SessionError } from '@hallpass/core'
import type { QueryFunctionContext } from '@tanstack/react-query'
import { type CacheItemKey, cacheItemKey, type IdentityKey, identityKeyNow } from './query-key.js'
import { type Retry, retryIfCurable } from './retry-policy.js'

/** Options for `useQuery`, `useSuspenseQuery` and `prefetchQuery` alike. A miss is `null`. */
export interface CacheItemQuery<T> {
  readonly queryKey: CacheItemKey<T>
  readonly queryFn: (context: QueryFunctionContext<IdentityKey>) => Promise<T | null>
  /** As the client's default says, except for errors that repeating cannot cure. */
  readonly retry: (failureCount: number, error: SessionError) => boolean
}

/**
 * A cache item as a query of the identity that is signed in at the time of the call, for suspense and for what is not
 * a component. The identity is in its key, so a component that calls this reads `useSession` too. What is cached is
 * what the codec makes of the item: one that makes a bigint of it does not go with a `QueryClient` that is persisted.
 *
 * @example
 * await queryClient.prefetchQuery(cacheItemOptions(session, profile, 'ada'))
 */
export function cacheItemOptions<Args extends readonly NamePart[], T>(
  session: Session,
  defined: DefinedCacheItem<Args, T>,
  ...args: Args
): CacheItemQuery<T> {
  const queryKey = cacheItemKey(identityKeyNow(session), defined, args)
  let byDefault: Retry
  return {
    queryKey,
    queryFn: ({ client, signal }) => {
      byDefault = client.defaultQueryOptions({ queryKey }).retry
      return readCacheItem(session, defined, { args, signal })
    },
    retry: (failureCount, error) => retryIfCurable(byDefault, failureCount, error),
  }
}

/** A query may not come to `undefined`, so a miss is `null`. */
export async function readCacheItem<Args extends readonly NamePart[], T>(
  session: Session,
  defined: DefinedCacheItem<Args, T>,
  { args, signal }: { readonly args: Args; readonly signal: AbortSignal },
): Promise<T | null> {
  return (await session.cache(defined).get(args, { signal })) ?? null
}
