import { describe, expect, it } from 'vitest'
import { entryIn, live, momentAfter, request, START_AT, waiting } from '../../test-support/session-samples.js'
import type { IssueReason } from './issue.js'
import { type Demand, isRenewalWanted, judgeScope, startRequest } from './judge-scope.js'
import { requestOf, type ScopeEntry, type ScopePhase } from './store-state.js'

const idle: ScopePhase = { status: 'idle' }
const paused: ScopePhase = waiting(10_000, { cause: 'misconfigured', attempts: 3 })
const denied = waiting(10_000, { cause: 'denied' })

/** Why a request is begun at a moment, if one is. */
function reasonAt(entry: ScopeEntry, demand: Demand, afterMs: number): IssueReason | undefined {
  const judged = requestOf(judgeScope(entry, demand, momentAfter(afterMs)).phase)
  return judged?.number === requestOf(entry.phase)?.number ? undefined : judged?.reason
}

describe('a request is due', () => {
  const never = entryIn(idle, { generation: 0 })
  const cases: readonly [string, ScopeEntry, Demand, number, IssueReason | undefined][] = [
    ['a token never asked for', never, 'none', 0, undefined],
    ['a token that storage does not have', never, 'watched', 0, 'first'],
    ['a token never asked for', never, 'wanted', 0, 'first'],
    ['a token that has been', entryIn(idle), 'none', 0, undefined],
    ['a token that has been', entryIn(idle), 'watched', 0, 'expired'],
    ['a token that has been', entryIn(idle), 'wanted', 0, 'expired'],
    ['what waits', entryIn(paused), 'wanted', 9_999, undefined],
    ['what waits', entryIn(paused), 'wanted', 10_000, 'expired'],
    ['what waits', entryIn(paused), 'watched', 10_000, 'expired'],
    ['what waits', entryIn(paused), 'none', 10_000, undefined],
    ['what was denied', entryIn(denied), 'wanted', 9_999, undefined],
    ['what was denied', entryIn(denied), 'wanted', 10_000, 'expired'],
    ['what was denied', entryIn(denied), 'watched', 10_000, undefined],
    ['a live token', entryIn(live()), 'watched', 29_999, undefined],
    ['a live token', entryIn(live()), 'watched', 30_000, 'renewal'],
    ['a live token', entryIn(live()), 'wanted', 30_000, 'renewal'],
    ['a live token', entryIn(live()), 'none', 30_000, undefined],
    ['a live token', entryIn(live()), 'watched', 55_000, 'expired'],
    ['what was denied a successor', entryIn(live(denied)), 'watched', 40_000, undefined],
    ['what was denied a successor', entryIn(live(denied)), 'wanted', 9_999, undefined],
    ['what was denied a successor', entryIn(live(denied)), 'wanted', 10_000, 'renewal'],
    ['what is being read', entryIn({ status: 'reading' }), 'wanted', 0, undefined],
    ['what is being issued', entryIn({ status: 'issuing', request }), 'wanted', 90_000, undefined],
    ['what is being renewed', entryIn(live({ status: 'issuing', request })), 'wanted', 40_000, undefined],
  ]

  it.each(cases)('for %s: %# (%j, %s after %i ms: %s)', (_, entry, demand, afterMs, reason) => {
    expect(reasonAt(entry, demand, afterMs)).toBe(reason)
  })
})

describe('a token whose time is over', () => {
  const backingOff = live(waiting(90_000))

  it.each([
    ['nobody renews', live(), { status: 'idle' }],
    ['is being renewed', live({ status: 'issuing', request }), { status: 'issuing', request }],
    ['backs off', backingOff, waiting(90_000)],
  ] as const)('serves no more, and keeps what its renewal came to: one that %s', (_, phase, after) => {
    expect(judgeScope(entryIn(phase), 'none', momentAfter(55_000)).phase).toMatchObject(after)
  })

  it('is the same entry for as long as nothing has changed', () => {
    const entry = entryIn(live())
    expect(judgeScope(entry, 'watched', momentAfter(1_000))).toBe(entry)
  })
})

describe('a request', () => {
  const issued = { at: START_AT, monotonicMs: 5_000, lifetimeMs: 60_000, reason: 'renewal' } as const

  it('is numbered, and counts the failures before it', () => {
    const { phase, requestCount } = startRequest(entryIn(paused), 'expired', momentAfter(0))
    expect(phase).toEqual({
      status: 'issuing',
      request: { number: 4, reason: 'expired', attempts: 3, generation: 3 },
    })
    expect(requestCount).toBe(4)
  })

  it('leaves a live token in place', () => {
    const { phase } = startRequest(entryIn(live()), 'renewal', momentAfter(40_000))
    expect(phase).toMatchObject({
      status: 'live',
      renewal: { status: 'issuing', request: { reason: 'renewal' } },
    })
  })

  it.each([
    ['renewal', issued, 0, false],
    ['renewal', issued, 4_999, false],
    ['renewal', issued, 5_000, true],
    ['expired', { ...issued, lifetimeMs: 5_000 }, 1_249, false],
    ['expired', { ...issued, lifetimeMs: 5_000 }, 1_250, true],
    ['rejected', issued, 0, true],
    ['rejected', { ...issued, reason: 'rejected' }, 4_999, false],
    ['rejected', { ...issued, reason: 'rejected' }, 5_000, true],
    ['first', undefined, 0, true],
  ] as const)(
    'keeps its distance from the last issue: %s after %j, %i ms on: %s',
    (reason, lastIssue, afterMs, begins) => {
      const { phase } = startRequest(entryIn(idle, { lastIssue }), reason, momentAfter(afterMs))
      expect(phase.status).toBe(begins ? 'issuing' : 'waiting')
    },
  )

  it.each([
    ['by the clock that never goes back alone', 1_000, 5_000, true],
    ['by the wall clock alone', 5_000, 0, true],
    ['by neither', 4_999, 4_999, false],
    ['not where the wall clock was set back behind that issue', -1, 0, true],
  ])(
    'keeps its distance by either clock, one of which may stand still: %s',
    (_, wallMs, elapsedMs, begins) => {
      const moment = { ...momentAfter(elapsedMs), at: START_AT + wallMs }
      const { phase } = startRequest(entryIn(idle, { lastIssue: issued }), 'renewal', moment)
      expect(phase.status).toBe(begins ? 'issuing' : 'waiting')
    },
  )

  it('that came too early is made up for at the earliest moment', () => {
    const entry = entryIn(live(), { lastIssue: issued })
    const { phase } = startRequest(entry, 'renewal', momentAfter(1_000))
    expect(phase).toEqual(live(waiting(5_000, { attempts: 0, since: START_AT + 1_000 })))
  })

  it('keeps no distance from an issue that the clock, set back since, has in the future', () => {
    const entry = entryIn(live(), { lastIssue: { ...issued, at: START_AT + 3_600_000 } })
    expect(requestOf(startRequest(entry, 'renewal', momentAfter(40_000)).phase)).toBeDefined()
  })
})

describe('a call for a token', () => {
  it.each([
    ['a fresh one', live(), 1_000, false],
    ['one to be renewed', live(), 30_000, true],
    ['one being renewed', live({ status: 'issuing', request }), 30_000, false],
    ['one that backs off', live(waiting(40_000, { attempts: 1 })), 39_999, false],
    ['one that has backed off', live(waiting(40_000, { attempts: 1 })), 40_000, true],
    ['one whose scope was denied', live(denied), 9_999, false],
    ['one whose scope was denied a while ago', live(denied), 10_000, true],
    ['none', idle, 90_000, false],
  ] as const)('calls for its successor: %s', (_, phase, afterMs, wanted) => {
    expect(isRenewalWanted(entryIn(phase), momentAfter(afterMs))).toBe(wanted)
  })
})
