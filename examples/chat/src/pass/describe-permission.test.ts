import type { Permission } from '@hallpass/core'
import { expect, test } from 'vitest'
import { describePermission } from './describe-permission.js'

const cases: readonly [Permission, string][] = [
  [
    { role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } },
    'publish and subscribe chat/room-*',
  ],
  [{ role: 'subscribeonly', cache: { name: 'chat' }, topic: '*' }, 'subscribe chat/*'],
  [{ role: 'readwrite', cache: 'profiles' }, 'read and write profiles/*'],
  [{ role: 'readonly', cache: 'profiles', item: { key: 'ada' } }, 'read profiles/ada'],
]

test.each(cases)('%o reads: %s', (permission, words) => {
  const { may, where } = describePermission(permission)
  expect(`${may} ${where}`).toBe(words)
})
