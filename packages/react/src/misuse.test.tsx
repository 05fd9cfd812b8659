import type { Session, TopicItem } from '@hallpass/core'
import { expect, expectTypeOf, test } from 'vitest'
import { type Message, type Profile, profile, room } from '../test-support/definitions.js'
import { cacheItemOptions, SessionProvider, skipToken } from './index.js'
import { useCacheItem } from './use-cache-item.js'
import { usePublish } from './use-publish.js'
import { useSession } from './use-session.js'
import { useSetCacheItem } from './use-set-cache-item.js'
import { useToken } from './use-token.js'
import { useTopic } from './use-topic.js'

/** Never called: each line is for the compiler, which must reject those marked so. */
export function useWrongly(session: Session<'lobby'>): unknown {
  // @ts-expect-error: the topic has an argument
  useTopic(room)
  // @ts-expect-error: which is a string
  useTopic(room, 1)
  // @ts-expect-error: and one only
  useTopic(room, 'general', 'random')
  // @ts-expect-error: options come last
  useTopic(room, { limit: 1 }, 'general')
  // @ts-expect-error: there is no such option
  useTopic(room, 'general', { limitt: 1 })
  // @ts-expect-error: a cache item is no topic
  useTopic(profile, 'ada')
  // @ts-expect-error: a name is text
  useTopic('chat', 1)
  useTopic(room, 'general', {
    // @ts-expect-error: items are of the codec's type
    select: items => items.map(item => item.kind === 'item' && item.value.nothing),
  })
  // @ts-expect-error: so are values published
  usePublish(room, 'general').mutate({ words: 'a' })
  // @ts-expect-error: by name they are text or bytes
  usePublish('chat', 'general').mutate({ text: 'a' })
  // @ts-expect-error: networks are the session's affair
  usePublish(room, 'general', { networkMode: 'online' })
  // @ts-expect-error: a topic is no cache item
  useCacheItem(room, 'general')
  // @ts-expect-error: options come last
  useCacheItem(profile, { enabled: true }, 'ada')
  // @ts-expect-error: the key is made of the arguments
  useCacheItem(profile, 'ada', { queryKey: ['ada'] })
  // @ts-expect-error: the item has an argument
  useCacheItem(profile)
  // @ts-expect-error: which is a string
  useCacheItem(profile, 1)
  // @ts-expect-error: and one only
  useSetCacheItem(profile, 'ada', 'bob')
  // @ts-expect-error: wherever it is given
  usePublish(room, 1)
  // @ts-expect-error: and required
  cacheItemOptions(session, profile)
  // @ts-expect-error: as text
  cacheItemOptions(session, profile, 1)
  // @ts-expect-error: values are of the codec's type
  useSetCacheItem(profile, 'ada').mutate({ colour: 'green' })
  // @ts-expect-error: a query of nothing yet is a hook's affair
  cacheItemOptions(session, profile, skipToken)
  // @ts-expect-error: the subject is known only where somebody is signed in
  useSession().subject
  // @ts-expect-error: a token is not in the result
  useToken().token
  // @ts-expect-error: a provider needs a session
  return <SessionProvider />
}

/** Never called: what the compiler makes of right use. */
export function useRightly(session: Session<'lobby'>): unknown {
  expectTypeOf(useTopic(room, 'general').data).toEqualTypeOf<readonly TopicItem<Message>[] | undefined>()
  expectTypeOf(useTopic(room, skipToken, { select: items => items.length }).data).toEqualTypeOf<
    number | undefined
  >()
  expectTypeOf(useTopic('chat', 'raw').data).toEqualTypeOf<
    readonly TopicItem<string | Uint8Array>[] | undefined
  >()
  expectTypeOf(useTopic('chat', skipToken, { limit: 1, select: items => items.length }).data).toEqualTypeOf<
    number | undefined
  >()
  expectTypeOf(useCacheItem(profile, 'ada').data).toEqualTypeOf<Profile | null | undefined>()
  expectTypeOf(useCacheItem(profile, 'ada', { select: found => found?.color }).data).toEqualTypeOf<
    string | undefined
  >()
  const state = useSession()
  if (state.status === 'active') expectTypeOf(state.subject).toEqualTypeOf<string | undefined>()
  const topic = useTopic(room, 'general')
  if (topic.status === 'success') expectTypeOf(topic.data).toEqualTypeOf<readonly TopicItem<Message>[]>()
  return <SessionProvider session={session} />
}

test('what must not compile is written down, and so is what must', () => {
  expect([useWrongly, useRightly]).toHaveLength(2)
})
