import type { ScopeState } from '@hallpass/core'
import { expect, test } from 'vitest'
import { formatClock } from '../time/format-time.js'
import { describePass } from './describe-pass.js'

const now = 1_000_000
const live = {
  status: 'live',
  generation: 2,
  issuedAt: now,
  expiresAt: now + 60_000,
  grant: 'unknown',
} as const
const later = formatClock(now + 9_000)

const cases: readonly [ScopeState, string][] = [
  [{ status: 'idle' }, 'Not in use. Asked for when something needs it.'],
  [{ status: 'issuing' }, 'On its way from the backend.'],
  [
    { ...live, origin: 'issued', renewal: { phase: 'scheduled', at: now + 23_000 } },
    'Renews in 0:23. Issued to this tab.',
  ],
  [{ ...live, origin: 'adopted', renewal: { phase: 'running' } }, 'Renewing now. Adopted from another tab.'],
  [
    {
      ...live,
      origin: 'restored',
      renewal: { phase: 'backing-off', retryAt: now + 9_000, attempts: 2, cause: 'unavailable' },
    },
    `Not renewed yet, next attempt at ${later}; good until it ends. Found in storage.`,
  ],
  [
    { status: 'waiting', retryAt: now + 9_000, cause: 'unavailable' },
    `No answer yet. Next attempt at ${later}.`,
  ],
  [{ status: 'denied', askAgainAt: now + 9_000 }, `Denied by the backend. Ask again from ${later}.`],
]

test.each(cases)('%o reads: %s', (state, words) => {
  expect(describePass(state, now)).toBe(words)
})
