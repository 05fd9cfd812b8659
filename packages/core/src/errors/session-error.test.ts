import { describe, expect, it } from 'vitest'
import { isSessionError, SessionError, type SessionProblem } from './session-error.js'

const problems: readonly SessionProblem[] = [
  { code: 'signed-out' },
  { code: 'denied', askAgainAt: 9 },
  { code: 'not-permitted' },
  { code: 'misconfigured', status: 404 },
  { code: 'unavailable', retryAt: 9 },
  { code: 'endpoint-not-allowed' },
  { code: 'capability-missing' },
  { code: 'rejected' },
  { code: 'undecodable' },
  { code: 'aborted' },
  { code: 'disposed' },
]

describe('a session error', () => {
  it.each(problems)('says its code and no more: $code', problem => {
    const error = new SessionError(problem)
    expect(error).toMatchObject({
      name: 'SessionError',
      message: `hallpass: ${problem.code}`,
      code: problem.code,
      problem,
    })
    expect(error).toBeInstanceOf(Error)
    expect(error.cause).toBeUndefined()
  })

  it('is told from others, also when another copy of this package made it', () => {
    const foreign = Object.assign(new Error('hallpass: denied'), {
      [Symbol.for('hallpass.session-error')]: true,
    })
    expect([new SessionError({ code: 'denied', askAgainAt: 1 }), foreign].map(isSessionError)).toEqual([
      true,
      true,
    ])
  })

  it.each([undefined, null, 'signed-out', new Error('signed-out'), { code: 'signed-out' }, 7])(
    'is not %s',
    value => {
      expect(isSessionError(value)).toBe(false)
    },
  )

  it('does not list its brand, which would clutter what is logged', () => {
    expect(Reflect.ownKeys({ ...new SessionError({ code: 'aborted' }) })).toEqual(['name', 'problem'])
  })
})
