import {
  type Gap,
  SessionError,
  type TopicConnection,
  type TopicItem,
  type TopicSnapshot,
} from '@hallpass/core'
import { assertNever } from './assert-never.js'

/** On two axes: `status` says what there is, `connection` what is going on. */
export type UseTopicResult<Data> = TopicKnowledge<Data> & {
  readonly connection: TopicConnection
  /** The last hole in what was received, until the next one. */
  readonly gap: Gap | undefined
}

export type TopicKnowledge<Data> =
  /** Nothing is known yet. */
  | { readonly status: 'pending'; readonly data: undefined; readonly error: null }
  /** The topic is or was open, or there are items. */
  | { readonly status: 'success'; readonly data: Data; readonly error: null }
  /** Stopped until something changes, such as a sign-in; what was received before stays. */
  | { readonly status: 'error'; readonly data: Data | undefined; readonly error: SessionError }

export const idleSnapshot: TopicSnapshot<never> = {
  items: [],
  connection: { status: 'idle' },
  gap: undefined,
}

/**
 * A topic without items was open before it began to reconnect or to wait for its turn: then it is empty, not unknown.
 */
export function wasOpened(before: boolean, connection: TopicConnection): boolean {
  switch (connection.status) {
    case 'open':
      return true
    case 'idle':
    case 'closed':
      return false
    case 'connecting':
    case 'queued':
    case 'reconnecting':
      return before
    default:
      return assertNever(connection)
  }
}

export function topicResult<T, Data>(
  snapshot: TopicSnapshot<T>,
  opened: boolean,
  dataOf: (items: readonly TopicItem<T>[]) => Data,
): UseTopicResult<Data> {
  const { items, connection, gap } = snapshot
  const isKnown = opened || items.length > 0
  if (connection.status === 'closed') {
    const data = isKnown ? dataOf(items) : undefined
    return { status: 'error', data, error: errorOf(connection.code), connection, gap }
  }
  if (!isKnown) return { status: 'pending', data: undefined, error: null, connection, gap }
  return { status: 'success', data: dataOf(items), error: null, connection, gap }
}

type ClosedCode = Extract<TopicConnection, { status: 'closed' }>['code']

// The connection does not say when a refused scope may be asked for again; the store decides that on every demand.
function errorOf(code: ClosedCode): SessionError {
  return new SessionError(code === 'denied' ? { code, askAgainAt: 0 } : { code })
}
