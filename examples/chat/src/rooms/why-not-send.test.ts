import type { TopicConnection } from '@hallpass/core'
import { expect, test } from 'vitest'
import { whyNotSend } from './why-not-send.js'

const open: TopicConnection = { status: 'open', position: 'known' }
const offline: TopicConnection = { status: 'reconnecting', retryAt: 0, attempts: 1 }
const denied: TopicConnection = { status: 'closed', code: 'denied' }

test.each([
  ['yes', 'member', open],
  ['unknown', 'member', open],
  ['yes', 'member', offline],
] as const)('permission %s as %s on %o leaves the way free', (can, role, connection) => {
  expect(whyNotSend(can, role, connection)).toBeUndefined()
})

test.each([
  ['no', 'guest', open, 'Guests read along: your pass does not publish.'],
  ['no', 'member', open, 'Your pass does not publish to this room.'],
  ['unknown', 'member', denied, 'No access: the backend issues no pass for this room.'],
] as const)('permission %s as %s on %o is explained', (can, role, connection, words) => {
  expect(whyNotSend(can, role, connection)).toBe(words)
})
