'use client'
import type { DefinedCacheItem, NamePart, SessionError } from '@hallpass/core'
import {
  skipToken,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { readCacheItem } from './cache-item-options.js'
import { type CallRest, type Skippable, splitCall } from './call-arguments.js'
import { placeholderOfIdentity } from './placeholder-of-identity.js'
import { cacheItemKey, type IdentityKey, identityKey } from './query-key.js'
import { retryIfCurable } from './retry-policy.js'
import { useProvidedSession } from './session-context.js'
import { useIdentity } from './use-tokens.js'

/** Those of `useQuery`. Whatever `retry` says, errors that repeating cannot cure are not repeated. */
export type UseCacheItemOptions<T, Data = T | null> = Omit<
  UseQueryOptions<T | null, SessionError, Data, IdentityKey>,
  'queryKey' | 'queryFn' | 'queryHash' | 'queryKeyHashFn'
>

/**
 * A cache item as a TanStack Query result; a miss is `data: null`. It belongs to the identity: nobody sees what was
 * read for another, nor as placeholder. `skipToken` in place of any argument reads nothing yet.
 *
 * @example
 * const { data: ada } = useCacheItem(profile, 'ada', { staleTime: 60_000 })
 */
export function useCacheItem<Args extends readonly NamePart[], T, Data = T | null>(
  defined: DefinedCacheItem<Args, T>,
  ...rest: [...args: Skippable<Args>, options?: UseCacheItemOptions<T, Data>]
): UseQueryResult<Data, SessionError>
export function useCacheItem(
  defined: DefinedCacheItem<readonly NamePart[], unknown>,
  ...rest: CallRest<UseCacheItemOptions<unknown, unknown>>
): UseQueryResult<unknown, SessionError> {
  const { session } = useProvidedSession()
  const identity = useIdentity()
  const { args, options } = splitCall(rest)
  const queryKey = cacheItemKey(identityKey(session, identity), defined, args)
  const defaults = useQueryClient().defaultQueryOptions({ queryKey })
  return useQuery({
    ...options,
    queryKey,
    queryFn:
      args === undefined || identity === undefined
        ? skipToken
        : ({ signal }) => readCacheItem(session, defined, { args, signal }),
    retry: (failureCount, error) => retryIfCurable(options?.retry ?? defaults.retry, failureCount, error),
    placeholderData: placeholderOfIdentity(options?.placeholderData ?? defaults.placeholderData, queryKey),
  })
}
