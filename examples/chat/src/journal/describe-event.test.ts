import type { SessionEvent } from '@hallpass/core'
import { expect, test } from 'vitest'
import { formatClock } from '../time/format-time.js'
import { describeEvent } from './describe-event.js'

const frame = { at: 1_000_000, tab: 'a' }
const lobby = { ...frame, scope: 'lobby', generation: 7 }
const general = { ...frame, cache: 'chat', topic: 'room-general' }
const later = formatClock(frame.at + 9_000)

const cases: readonly [SessionEvent, string][] = [
  [{ ...lobby, type: 'token-issued', expiresAt: frame.at + 60_000 }, 'Issued: lobby 7, good for 1 minute'],
  [
    { ...lobby, type: 'token-renewed', expiresAt: frame.at },
    'Renewed: lobby 7, ahead of its end: rooms go on where they are',
  ],
  [
    { ...lobby, type: 'token-adopted', expiresAt: frame.at },
    'Adopted: lobby 7, issued by another tab: no request from this one',
  ],
  [
    { ...lobby, type: 'token-rejected' },
    'Rejected: lobby 7 was refused by the gateway; it is not used again',
  ],
  [
    { ...frame, scope: 'lobby', type: 'renewal-failed', cause: 'unavailable', retryAt: frame.at + 9_000 },
    `Renewal failed: lobby: no answer from the backend; next attempt at ${later}`,
  ],
  [
    { ...frame, scope: '', type: 'grant-narrowed' },
    'Granted less: the default pass: less than the app asked for; the card says what',
  ],
  [
    { ...frame, type: 'signed-out', epoch: 2, by: 'another-tab' },
    'Signed out: in another tab; no pass is left in any tab',
  ],
  [
    { ...frame, type: 'clock-skewed', skewMs: -12_000 },
    'Clock corrected: this device is 12 seconds behind; allowed for',
  ],
  [
    { ...general, type: 'stream-resumed', replayed: 2, missed: 0n },
    'Resumed: general, 2 messages caught up, none missed',
  ],
  [
    { ...general, type: 'stream-resumed', replayed: 0, missed: 'unknown' },
    'Resumed: general, nothing to catch up; it is not known how many were missed',
  ],
  [
    { ...general, type: 'discontinuity', page: 3n, from: 41n, to: 43n },
    'Gap: general: messages 41 to 43 were gone before we got back',
  ],
  [
    { ...general, type: 'stream-lost', cause: 'unavailable' },
    'Connection lost: general: no way to the gateway for now; trying again',
  ],
]

test.each(cases)('%o reads: %s', (event, expected) => {
  const { title, meaning } = describeEvent(event)
  expect(`${title}: ${meaning}`).toBe(expected)
})
