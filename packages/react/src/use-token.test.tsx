import { defineScope } from '@hallpass/core/scope'
import { expect, test } from 'vitest'
import { live } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { useToken } from './use-token.js'

const lobby = () => defineScope({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic: 'lobby' }] })

test('it asks for the scope on mount, and says how its token is doing', async () => {
  const world = new World()
  const { tokens } = world.session
  const { result } = world.hook(() => useToken('lobby'))
  expect(new Set(tokens.asked)).toEqual(new Set(['lobby']))
  expect(result.current).toMatchObject({ status: 'idle', health: 'expired' })
  await happens(() => {
    tokens.scope = live(1)
  })
  expect(result.current).toMatchObject({ status: 'live', health: 'fresh', state: live(1) })
})

test('it asks anew for every identity, and never for nobody', async () => {
  const world = new World()
  const { tokens } = world.session
  tokens.session = { status: 'signed-out', epoch: 1 }
  world.hook(() => useToken())
  expect(tokens.asked).toEqual([])
  for (const epoch of [2, 3]) {
    await happens(() => {
      tokens.session = { status: 'active', epoch, subject: undefined, identity: 'unverified' }
    })
    expect(tokens.asked).toHaveLength(epoch - 1)
  }
  await happens(() => tokens.notify())
  expect(tokens.asked).toHaveLength(2)
})

test('a scope defined anew in every render is asked for once', async () => {
  const world = new World()
  const { tokens } = world.session
  const { result, rerender } = world.hook(() => useToken(lobby()))
  const asked = tokens.asked.length
  const { getToken } = result.current
  rerender()
  await happens(() => {
    tokens.scope = live(1)
  })
  expect(tokens.asked).toHaveLength(asked)
  expect(result.current.getToken).toBe(getToken)
})

test('another scope is asked for when the argument changes', () => {
  const world = new World()
  const { rerender } = world.hook(({ scope }: { scope: string }) => useToken(scope), {
    initialProps: { scope: 'lobby' },
  })
  rerender({ scope: 'profile' })
  expect(world.session.tokens.asked.at(-1)).toBe('profile')
})

test('the token is handed out by getToken and is nowhere in the result', async () => {
  const world = new World()
  const { tokens } = world.session
  const token = {
    reveal: () => 'secret-of-ada',
    expiresAt: 1,
    granted: undefined,
    subject: undefined,
    endpoint: undefined,
    generation: 1,
  }
  tokens.token = Promise.resolve(token)
  tokens.scope = live(1)
  const { result } = world.hook(() => useToken())
  await happens(() => tokens.token)
  expect(await result.current.getToken({ minValidityMs: 1 })).toBe(token)
  expect(Object.values(result.current)).not.toContain(token)
})
