import { createElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { profile, room } from '../test-support/definitions.js'
import { FakeSession } from '../test-support/fake-session.js'

function Everything({ hallpass }: { readonly hallpass: typeof import('./index.js') }): ReactNode {
  const { useCacheItem, useCan, usePublish, useSession } = hallpass
  const { useSetCacheItem, useTimeLeft, useToken, useTopic } = hallpass
  const session = useSession().status
  const token = useToken('lobby').health
  const timeLeft = useTimeLeft() ?? 'none'
  const can = useCan({ kind: 'publish', cache: 'chat', topic: 'room-general' })
  const topic = useTopic(room, 'general').status
  const item = useCacheItem(profile, 'ada').status
  const publish = usePublish(room, 'general').status
  const set = useSetCacheItem(profile, 'ada').status
  return [session, token, timeLeft, can, topic, item, publish, set].join()
}

test('on a server importing and rendering start nothing, and show what is the same for everybody', async () => {
  expect(typeof globalThis.document).toBe('undefined')
  vi.useFakeTimers()
  const hallpass = await import('./index.js')
  const session = new FakeSession()
  session.topicAt('chat', 'room-general').deliver('{"text":"of somebody"}')
  const app = createElement(Everything, { hallpass })
  const markup = renderToString(createElement(hallpass.SessionProvider, { session }, app))
  expect(markup).toBe('restoring,expired,none,unknown,pending,pending,idle,idle')
  expect(session.tokens.asked).toEqual([])
  expect(session.tokens.observers.size).toBe(0)
  expect(session.gets).toEqual([])
  expect(session.topicAt('chat', 'room-general').subscriptions).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
