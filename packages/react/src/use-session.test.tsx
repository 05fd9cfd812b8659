import { expect, test } from 'vitest'
import { happens, World } from '../test-support/render-with-session.js'
import { useSession } from './use-session.js'

test('it says who is signed in, and narrows by status', () => {
  const { result } = new World().hook(() => useSession())
  if (result.current.status !== 'active') throw new Error('the fake session is active')
  expect(result.current.subject).toBe('ada')
  expect(result.current).toMatchObject({ epoch: 1, identity: 'verified' })
})

test('it restores, signs in and signs out', async () => {
  const world = new World()
  const { tokens } = world.session
  tokens.session = { status: 'restoring' }
  const { result } = world.hook(() => useSession())
  expect(result.current.status).toBe('restoring')
  await happens(() => result.current.signIn({ subject: 'bob' }))
  expect(tokens.signIns).toEqual([{ subject: 'bob' }])
  await happens(() => result.current.signOut())
  expect(result.current).toMatchObject({ status: 'signed-out', epoch: 2 })
})

test('its functions keep their identity, and its result too while nothing changes', async () => {
  const world = new World()
  const { result, rerender } = world.hook(() => useSession())
  const before = result.current
  rerender()
  expect(result.current).toBe(before)
  await happens(() => before.signOut())
  expect(result.current.signIn).toBe(before.signIn)
  expect(result.current.signOut).toBe(before.signOut)
  expect(result.current.session).toBe(world.session)
})
