import { expect, test } from 'vitest'
import { live } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { Seen } from '../test-support/seen.js'
import { useSession } from './use-session.js'
import { useTimeLeft } from './use-time-left.js'

test('it counts down once a second, and only in the component that uses it', async () => {
  const world = new World()
  world.session.tokens.scope = { ...live(0), expiresAt: 60_000 }
  const timesLeft: unknown[] = []
  const sessions: unknown[] = []
  world.show(
    <>
      <Seen hook={() => useTimeLeft()} results={timesLeft} />
      <Seen hook={() => useSession()} results={sessions} />
    </>,
  )
  const before = sessions.length
  expect(timesLeft.at(-1)).toEqual({ leftMs: 60_000, fraction: 1, expiresAt: 60_000 })
  await happens(() => world.clock.pass(15))
  expect(timesLeft.at(-1)).toEqual({ leftMs: 45_000, fraction: 0.75, expiresAt: 60_000 })
  expect(sessions).toHaveLength(before)
})

test('it ends at nothing, and begins again with the next token', async () => {
  const world = new World()
  world.session.tokens.scope = live(0)
  const { result } = world.hook(() => useTimeLeft())
  await happens(() => world.clock.pass(75))
  expect(result.current).toMatchObject({ leftMs: 0, fraction: 0 })
  await happens(() => {
    world.session.tokens.scope = live(1)
  })
  expect(result.current).toMatchObject({ leftMs: 45_000, fraction: 0.75 })
})

test('it does not beat without a token, nor after it has left', async () => {
  const world = new World()
  const { result, unmount } = world.hook(() => useTimeLeft())
  expect(result.current).toBeUndefined()
  expect(world.clock.beats.size).toBe(0)
  await happens(() => {
    world.session.tokens.scope = live(0)
  })
  expect(world.clock.beats.size).toBe(1)
  unmount()
  expect(world.clock.beats.size).toBe(0)
})

test('it looks and does not ask', () => {
  const world = new World()
  world.hook(() => useTimeLeft())
  expect(world.session.tokens.asked).toEqual([])
})
