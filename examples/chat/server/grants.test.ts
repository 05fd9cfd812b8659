import { defineScope, type Permission, permits } from '@hallpass/core/scope'
import { describe, expect, test } from 'vitest'
import { grantedTo } from './grants.js'

const ada = { name: 'ada', role: 'member', subject: 'member:ada' } as const
const guest = { name: 'eve', role: 'guest', subject: 'guest:eve' } as const

function asked(...permissions: Permission[]) {
  return defineScope({ permissions })
}

const lobby = asked({ role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } })
const profiles = asked({ role: 'readwrite', cache: 'profiles' })
const inGeneral = { cache: 'chat', topic: 'room-general' }

describe('the lobby', () => {
  test('is granted whole to a member', () => {
    expect(grantedTo(ada, lobby)?.key).toBe(lobby.key)
  })

  test('is granted to a guest for reading', () => {
    const granted = grantedTo(guest, lobby) ?? expect.fail('nothing granted')
    expect(permits(granted, { kind: 'subscribe', ...inGeneral })).toBe(true)
    expect(permits(granted, { kind: 'publish', ...inGeneral })).toBe(false)
  })

  test('brings no profiles along', () => {
    const granted = grantedTo(ada, lobby) ?? expect.fail('nothing granted')
    expect(permits(granted, { kind: 'read', cache: 'profiles', key: 'ada' })).toBe(false)
  })
})

test('a member may write their own profile and read every other', () => {
  const granted = grantedTo(ada, profiles) ?? expect.fail('nothing granted')
  expect(permits(granted, { kind: 'write', cache: 'profiles', key: 'ada' })).toBe(true)
  expect(permits(granted, { kind: 'write', cache: 'profiles', key: 'grace' })).toBe(false)
  expect(permits(granted, { kind: 'read', cache: 'profiles', key: 'grace' })).toBe(true)
})

test('less than the role allows is granted as asked', () => {
  const onlyGeneral = asked({ role: 'subscribeonly', ...inGeneral })
  expect(grantedTo(ada, onlyGeneral)?.key).toBe(onlyGeneral.key)
})

test('what no role allows is not granted', () => {
  expect(grantedTo(ada, asked({ role: 'readwrite', cache: 'billing' }))).toBeUndefined()
})

test('who asks for nothing in particular gets what the role allows', () => {
  const granted = grantedTo(guest, undefined) ?? expect.fail('nothing granted')
  expect(permits(granted, { kind: 'subscribe', ...inGeneral })).toBe(true)
  expect(permits(granted, { kind: 'read', cache: 'profiles', key: 'ada' })).toBe(true)
})
