import { SessionError, type SessionProblem } from '@hallpass/core'
import { expect, test } from 'vitest'
import { retryIfCurable } from './retry-policy.js'

const problems: Readonly<Record<'curable' | 'incurable', readonly SessionProblem[]>> = {
  curable: [{ code: 'unavailable', retryAt: 1 }, { code: 'rejected' }],
  incurable: [
    { code: 'signed-out' },
    { code: 'denied', askAgainAt: 1 },
    { code: 'not-permitted' },
    { code: 'misconfigured' },
    { code: 'endpoint-not-allowed' },
    { code: 'capability-missing' },
    { code: 'undecodable' },
    { code: 'aborted' },
    { code: 'disposed' },
  ],
}

test.each(problems.incurable)('$code is not repeated, whatever the client says', problem => {
  expect(retryIfCurable(true, 0, new SessionError(problem))).toBe(false)
})

test.each(problems.curable)('$code is repeated as the client says', problem => {
  const error = new SessionError(problem)
  expect(retryIfCurable(true, 9, error)).toBe(true)
  expect(retryIfCurable(false, 0, error)).toBe(false)
  expect([0, 1, 2].map(failureCount => retryIfCurable(2, failureCount, error))).toEqual([true, true, false])
  expect(retryIfCurable((failureCount, given) => failureCount === 7 && given === error, 7, error)).toBe(true)
})

test('three times where nobody says anything', () => {
  const error = new SessionError({ code: 'rejected' })
  expect([2, 3].map(failureCount => retryIfCurable(undefined, failureCount, error))).toEqual([true, false])
})
