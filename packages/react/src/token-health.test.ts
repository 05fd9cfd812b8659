import type { ScopeState } from '@hallpass/core'
import { expect, test } from 'vitest'
import { live } from '../test-support/definitions.js'
import { type TokenHealth, tokenHealth } from './token-health.js'

const states: readonly (readonly [TokenHealth, ScopeState])[] = [
  ['fresh', live(1)],
  ['renewing', { ...live(1), renewal: { phase: 'running' } }],
  [
    'degraded',
    { ...live(1), renewal: { phase: 'backing-off', retryAt: 1, attempts: 2, cause: 'unavailable' } },
  ],
  ['renewing', { status: 'issuing' }],
  ['expired', { status: 'idle' }],
  ['expired', { status: 'waiting', retryAt: 1, cause: 'unavailable' }],
  ['denied', { status: 'denied', askAgainAt: 1 }],
]

test.each(states)('%s: %j', (health, state) => {
  expect(tokenHealth(state)).toBe(health)
})

test.each([
  ['fresh', 119_999],
  ['expired', 120_000],
] as const)('a live token is %s at %i when it ends at 120000', (health, now) => {
  expect(tokenHealth(live(1), now)).toBe(health)
})
