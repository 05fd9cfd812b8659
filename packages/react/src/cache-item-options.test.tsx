import { SessionError } from '@hallpass/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test } from 'vitest'
import { profile } from '../test-support/definitions.js'
import { World } from '../test-support/render-with-session.js'
import { cacheItemOptions } from './cache-item-options.js'
import { useSession } from './use-session.js'

function Color() {
  const { session } = useSession()
  const { data } = useSuspenseQuery(cacheItemOptions(session, profile, 'ada'))
  return <p>{data?.color ?? 'none'}</p>
}

test.each([
  ['green', '{"color":"green"}'],
  ['none', undefined],
])('useSuspenseQuery shows %s', async (expected, stored) => {
  const world = new World()
  if (stored) world.session.items.set('profiles/ada', stored)
  world.show(
    <Suspense fallback="…">
      <Color />
    </Suspense>,
  )
  expect(await screen.findByText(expected)).toBeDefined()
})

test('what was prefetched is there at once, and its type is known by its key', async () => {
  const world = new World()
  world.session.items.set('profiles/ada', '{"color":"green"}')
  const options = cacheItemOptions(world.session, profile, 'ada')
  await world.client.prefetchQuery(options)
  const color: string | undefined = world.client.getQueryData(options.queryKey)?.color
  expect(color).toBe('green')
  world.show(<Color />)
  expect(screen.getByText('green')).toBeDefined()
})

test('the key names session, epoch, cache, codec and item, and nothing in it is a bigint', () => {
  const { session } = new World()
  expect(cacheItemOptions(session, profile, 'ada').queryKey).toEqual([
    'hallpass',
    'fake',
    1,
    'cache-item',
    'profiles',
    'json',
    'ada',
  ])
})

test('what repeating cannot cure is not repeated', async () => {
  const world = new World()
  world.session.gate = () => Promise.reject(new SessionError({ code: 'denied', askAgainAt: 1 }))
  await world.client.prefetchQuery(cacheItemOptions(world.session, profile, 'ada'))
  expect(world.session.gets).toHaveLength(1)
})

test('what repeating may cure is repeated as the client says', async () => {
  const world = new World()
  world.client.setDefaultOptions({ queries: { retry: 1, retryDelay: 0 } })
  world.session.gate = () => Promise.reject(new SessionError({ code: 'rejected' }))
  await world.client.prefetchQuery(cacheItemOptions(world.session, profile, 'ada'))
  expect(world.session.gets).toHaveLength(2)
})
