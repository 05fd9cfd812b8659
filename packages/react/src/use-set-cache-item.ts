'use client'
import type { DefinedCacheItem, NamePart, SessionError } from '@hallpass/core'
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { type CallRest, type Skippable, splitCall } from './call-arguments.js'
import { cacheItemKey, identityKeyNow } from './query-key.js'
import { useProvidedSession } from './session-context.js'
import { type IdentityMutationOptions, useIdentityMutation } from './use-identity-mutation.js'
import { writeShown } from './write-shown.js'

export interface UseSetCacheItemOptions<T> extends IdentityMutationOptions<T> {
  /** How long the item lives. @default what the definition says */
  readonly ttlMs?: number
  /** Show the value at once; it is taken back when the write fails. @default false */
  readonly optimistic?: boolean
}

/**
 * Writes a cache item: a TanStack mutation. Once it is written, every `useCacheItem` of it shows the value. Not retried
 * unless told so. While an argument is `skipToken` it fails with a TypeError.
 *
 * @example
 * const saveProfile = useSetCacheItem(profile, 'ada')
 * saveProfile.mutate({ color: 'green' })
 */
export function useSetCacheItem<Args extends readonly NamePart[], T>(
  defined: DefinedCacheItem<Args, T>,
  ...rest: [...args: Skippable<Args>, options?: UseSetCacheItemOptions<NoInfer<T>>]
): UseMutationResult<void, SessionError, T>
export function useSetCacheItem(
  defined: DefinedCacheItem<readonly NamePart[], unknown>,
  ...rest: CallRest<UseSetCacheItemOptions<unknown>>
): UseMutationResult<void, SessionError, unknown> {
  const { args, options: { ttlMs, optimistic = false, ...options } = {} } = splitCall(rest)
  const { session } = useProvidedSession()
  const client = useQueryClient()
  const item = args ? [defined.keyOf(...args)] : []
  const set = async (value: unknown) => {
    if (args === undefined) throw new TypeError('hallpass: nothing is written while an argument is skipToken')
    const write = () => session.cache(defined).set(args, value, ttlMs === undefined ? {} : { ttlMs })
    const keyNow = () => cacheItemKey(identityKeyNow(session), defined, args)
    await writeShown(client, keyNow, { value, write, optimistic })
  }
  return useIdentityMutation(['set', defined.cache, ...item], set, options)
}
