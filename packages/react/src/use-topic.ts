'use client'
import type { DefinedTopic, Gap, NamePart, Payload, TopicClient, TopicItem } from '@hallpass/core'
import type { SkipToken } from '@tanstack/react-query'
import { type RefObject, useCallback, useMemo, useSyncExternalStore } from 'react'
import { type CallRest, type Skippable, splitCall } from './call-arguments.js'
import { createTopicReader, type TopicReading } from './topic-reader.js'
import { idleSnapshot, topicResult, type UseTopicResult } from './topic-result.js'
import { useLatest } from './use-latest.js'
import { type TopicTarget, useTopicClient } from './use-topic-client.js'

export interface UseTopicOptions<T, Data = readonly TopicItem<T>[]> extends TopicReading<T, Data> {
  /** Called with each item that arrives while the component is mounted, in order. The latest one given is called. */
  readonly onItem?: ((item: TopicItem<T>) => void) | undefined
  /** Called when positions are found to be gone. The latest one given is called. */
  readonly onGap?: ((gap: Gap) => void) | undefined
}

/**
 * Follows a topic while mounted: the last items, and what is going on. Components that follow the same topic share one
 * stream, which outlives tokens. `skipToken` in place of any argument follows nothing yet.
 *
 * @example
 * const { data: messages, connection, gap } = useTopic(room, 'general')
 */
export function useTopic<Args extends readonly NamePart[], T, Data = readonly TopicItem<T>[]>(
  defined: DefinedTopic<Args, T>,
  ...rest: [...args: Skippable<Args>, options?: UseTopicOptions<T, Data>]
): UseTopicResult<Data>
/** The same by name: items are text or bytes. */
export function useTopic<Data = readonly TopicItem<Payload>[], T extends Payload = Payload>(
  cache: string | SkipToken,
  topic: string | SkipToken,
  options?: UseTopicOptions<NoInfer<T>, Data>,
): UseTopicResult<Data>
export function useTopic(
  target: TopicTarget,
  ...rest: CallRest<UseTopicOptions<unknown, unknown>>
): UseTopicResult<unknown> {
  const { args, options = noOptions } = splitCall(rest)
  const client = useTopicClient(target, args)
  const read = useMemo(() => createTopicReader(client), [client])
  const latest = useLatest(options)
  const follow = useCallback(
    (onChange: () => void) => followTopic(client, onChange, latest),
    [client, latest],
  )
  return useSyncExternalStore(
    follow,
    () => read(options),
    () => onServer,
  )
}

const noOptions: UseTopicOptions<unknown, unknown> = {}
const onServer: UseTopicResult<unknown> = topicResult(idleSnapshot, false, () => undefined)

function followTopic<T>(
  client: TopicClient<T> | undefined,
  onChange: () => void,
  latest: Readonly<RefObject<UseTopicOptions<T, unknown>>>,
): () => void {
  if (client === undefined) return () => undefined
  const stopObserving = client.observe(onChange)
  const stopFollowing = client.subscribe(event => {
    if (event.type === 'item') latest.current.onItem?.(event.item)
    else latest.current.onGap?.(event.gap)
  })
  return () => {
    stopFollowing()
    stopObserving()
  }
}
