import { describe, expect, it } from 'vitest'
import { live, pauseUntil, request, waiting } from '../../test-support/session-samples.js'
import { attemptsOf, issuePhaseOf, requestOf, type ScopePhase, withIssuePhase } from './store-state.js'

const idle = { status: 'idle' } as const
const issuing = { status: 'issuing', request } as const
const pausing = waiting(9_000)

describe('what is being done to get a token', () => {
  it.each<[string, ScopePhase, ReturnType<typeof issuePhaseOf>]>([
    ['nothing, while storage is read', { status: 'reading' }, idle],
    ['nothing, while idle', idle, idle],
    ['a request', issuing, issuing],
    ['a pause', pausing, pausing],
    ['nothing, beside a live token', live(), idle],
    ['a request, beside a live token', live(issuing), issuing],
    ['a pause, beside a live token', live(pausing), pausing],
  ])('is %s', (_, phase, expected) => {
    expect(issuePhaseOf(phase)).toEqual(expected)
    expect(requestOf(phase)).toBe(expected.status === 'issuing' ? request : undefined)
  })

  it.each<[ScopePhase, number]>([
    [idle, 0],
    [issuing, request.attempts],
    [waiting(9_000, { attempts: 5 }), 5],
    [live(waiting(9_000, { attempts: 6 })), 6],
  ])('knows of the failures in a row before it: %#', (phase, attempts) => {
    expect(attemptsOf(phase)).toBe(attempts)
  })

  it('is changed beside a live token, and in the place of all else', () => {
    expect(withIssuePhase(live(), pausing)).toMatchObject({
      status: 'live',
      renewal: { pause: pauseUntil(9_000) },
    })
    expect(withIssuePhase({ status: 'reading' }, pausing)).toBe(pausing)
  })
})
