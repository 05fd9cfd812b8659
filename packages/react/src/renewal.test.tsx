import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { live, profile, room } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { Seen } from '../test-support/seen.js'
import { useCacheItem } from './use-cache-item.js'
import { useCan } from './use-can.js'
import { usePublish } from './use-publish.js'
import { useSession } from './use-session.js'
import { useSetCacheItem } from './use-set-cache-item.js'
import { useToken } from './use-token.js'
import { useTopic } from './use-topic.js'

test('a renewal renders nothing again but what shows the token', async () => {
  const world = new World()
  const { tokens } = world.session
  tokens.scope = live(1)
  const still: Record<string, () => unknown> = {
    useSession: () => useSession(),
    useCan: () => useCan({ kind: 'subscribe', cache: 'chat', topic: 'room-general' }),
    useTopic: () => useTopic(room, 'general', { onItem: () => undefined, select: items => [...items] }),
    usePublish: () => usePublish(room, 'general'),
    useCacheItem: () => useCacheItem(profile, 'ada').status,
    useSetCacheItem: () => useSetCacheItem(profile, 'ada'),
  }
  const results = Object.keys(still).map((): unknown[] => [])
  const shown: unknown[] = []
  world.show(
    <>
      {Object.entries(still).map(([name, hook], index) => (
        <Seen key={name} hook={hook} results={results[index] ?? []} />
      ))}
      <Seen hook={() => useToken().state} results={shown} />
    </>,
  )
  await waitFor(() => expect(results[4]?.at(-1)).toBe('success'))
  const before = results.map(({ length }) => length)
  for (const generation of [2, 3, 4]) {
    await happens(() => {
      tokens.scope = { ...live(generation - 1), renewal: { phase: 'running' } }
    })
    await happens(() => {
      tokens.scope = live(generation)
    })
  }
  expect(results.map(({ length }) => length)).toEqual(before)
  expect(shown.at(-1)).toEqual(live(4))
})
