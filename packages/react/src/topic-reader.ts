import type { TopicClient, TopicItem, TopicSnapshot } from '@hallpass/core'
import { keepSame } from './is-same.js'
import { idleSnapshot, topicResult, type UseTopicResult, wasOpened } from './topic-result.js'

/** What of a topic to show. */
export interface TopicReading<T, Data> {
  /** At most this many of the last items. @default 200, which is also as many as a topic keeps */
  readonly limit?: number | undefined
  /** Makes `data` of the items, oldest first. The component renders again only when it comes to something else. */
  readonly select?: ((items: readonly TopicItem<T>[]) => Data) | undefined
}

/** Reads a topic as hooks show it: the same result, and the same parts of it, until they say something else. */
export function createTopicReader<T>(client: TopicClient<T> | undefined): Reader<T> {
  let last: Read<T> | undefined
  return reading => {
    last = readAfter(last, client?.snapshot() ?? idleSnapshot, reading)
    return last.result
  }
}

type Reader<T> = (reading: TopicReading<T, unknown>) => UseTopicResult<unknown>

interface Read<T> extends TopicReading<T, unknown> {
  readonly snapshot: TopicSnapshot<T>
  readonly opened: boolean
  readonly result: UseTopicResult<unknown>
}

function readAfter<T>(
  last: Read<T> | undefined,
  snapshot: TopicSnapshot<T>,
  { limit, select }: TopicReading<T, unknown>,
): Read<T> {
  if (last?.snapshot === snapshot && last.limit === limit && last.select === select) return last
  const before = last?.result
  const opened = wasOpened(last?.opened ?? false, snapshot.connection)
  const connection = keepSame(before?.connection, snapshot.connection)
  const gap = keepSame(before?.gap, snapshot.gap)
  const next = topicResult({ items: snapshot.items, connection, gap }, opened, items => {
    const shown = limit === undefined ? items : items.slice(Math.max(0, items.length - limit))
    return keepSame(before?.data, select ? select(shown) : shown)
  })
  return { snapshot, limit, select, opened, result: before && isStill(before, next) ? before : next }
}

function isStill(a: UseTopicResult<unknown>, b: UseTopicResult<unknown>): boolean {
  return a.status === b.status && a.data === b.data && a.connection === b.connection && a.gap === b.gap
}
