'use client'
import type { DefinedTopic, NamePart, Payload, SessionError } from '@hallpass/core'
import type { SkipToken, UseMutationResult } from '@tanstack/react-query'
import { type CallRest, type Skippable, splitCall } from './call-arguments.js'
import { type IdentityMutationOptions, useIdentityMutation } from './use-identity-mutation.js'
import { type TopicTarget, useTopicClient } from './use-topic-client.js'

export type UsePublishOptions<T> = IdentityMutationOptions<T>

/**
 * Publishes to a topic: a TanStack mutation, not retried unless told so, since after `unavailable` the message may or
 * may not have been published. While an argument is `skipToken` it fails with a TypeError.
 *
 * @example
 * const publish = usePublish(room, 'general')
 * publish.mutate({ text: 'hello' })
 */
export function usePublish<Args extends readonly NamePart[], T>(
  defined: DefinedTopic<Args, T>,
  ...rest: [...args: Skippable<Args>, options?: UsePublishOptions<NoInfer<T>>]
): UseMutationResult<void, SessionError, T>
/** The same by name: text or bytes. */
export function usePublish<T extends Payload = Payload>(
  cache: string | SkipToken,
  topic: string | SkipToken,
  options?: UsePublishOptions<NoInfer<T>>,
): UseMutationResult<void, SessionError, T>
export function usePublish(
  target: TopicTarget,
  ...rest: CallRest<UsePublishOptions<unknown>>
): UseMutationResult<void, SessionError, unknown> {
  const { args, options } = splitCall(rest)
  const client = useTopicClient(target, args)
  const name = client ? [client.cache, client.topic] : []
  return useIdentityMutation(
    ['publish', ...name],
    async value => {
      if (client === undefined)
        throw new TypeError('hallpass: nothing is published while an argument is skipToken')
      await client.publish(value)
    },
    options,
  )
}
