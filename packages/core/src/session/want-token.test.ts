import { describe, expect, it } from 'vitest'
import {
  entryIn,
  live,
  momentAfter,
  START_AT,
  signedOut,
  stateWith,
  waiting,
} from '../../test-support/session-samples.js'
import type { ScopePhase, StoreState } from './store-state.js'
import { judgeAll, retryAll, wantToken } from './want-token.js'

const denied = waiting(60_000, { cause: 'denied' })

/** What the return of the network makes of a scope, a second after the start. */
function retry(
  phase: ScopePhase,
  changes: Partial<StoreState> = {},
  entry: Parameters<typeof entryIn>[1] = {},
) {
  const { state, commands } = retryAll(stateWith(entryIn(phase, entry), changes), momentAfter(1_000))
  return { state, commands, phase: state.scopes.get('')?.phase }
}

describe('when the network comes back', () => {
  it('what failed for want of it is asked for at once, and the request knows since when', () => {
    const { commands, phase } = retry(waiting(30_000))
    expect(phase?.status).toBe('issuing')
    expect(commands).toMatchObject([{ type: 'issue-token', networkBackAt: START_AT + 1_000 }])
  })

  it('a renewal that failed for want of it is made when it is due, not before', () => {
    const { phase, commands } = retry(live(waiting(30_000)))
    expect(phase).toMatchObject({ status: 'live', renewal: { status: 'idle' } })
    expect(commands).toEqual([])
  })

  it.each([
    ['the backend said no', denied],
    ['the backend does not understand us', waiting(30_000, { cause: 'misconfigured' })],
    ['the budget is spent', waiting(30_000, { cause: 'budget' })],
  ])('nothing is asked for where %s', (_, phase) => {
    expect(retry(phase)).toMatchObject({ phase, commands: [] })
  })

  it('nothing is asked for where nobody would notice, and nothing is in the way of who comes next', () => {
    expect(retry(waiting(30_000), { demand: 'none' })).toMatchObject({
      phase: { status: 'idle' },
      commands: [],
    })
  })

  it('nothing is asked for where nobody is signed in', () => {
    expect(retry(waiting(30_000), { session: signedOut }).commands).toEqual([])
  })

  it('two issues of a scope are no closer than ever', () => {
    const lastIssue = { at: START_AT, monotonicMs: 5_000, lifetimeMs: 60_000, reason: 'first' } as const
    const { phase, commands } = retry(waiting(30_000), {}, { lastIssue })
    expect(phase).toMatchObject({ status: 'waiting', pause: { retryAt: START_AT + 5_000 } })
    expect(commands).toEqual([])
  })

  it('that is remembered for requests to come', () => {
    expect(retry({ status: 'idle' }).state.networkBackAt).toBe(START_AT + 1_000)
  })
})

it('every scope is judged, each by its own state', () => {
  const scopes = new Map(
    Object.entries({
      idle: { status: 'idle' } as const,
      denied,
      due: waiting(500),
      waits: waiting(9_000),
    }).map(([key, phase]) => [key, entryIn(phase, { key })]),
  )
  const { commands } = judgeAll(stateWith(undefined, { scopes }), momentAfter(1_000))
  expect(commands).toMatchObject([
    { type: 'issue-token', key: 'idle' },
    { type: 'issue-token', key: 'due' },
  ])
})

describe('a live token', () => {
  it.each([
    ['serves whoever needs no more than is left of it', 0, []],
    ['serves whoever needs just what is left of it', 52_000, []],
    ['is renewed for whoever needs it for longer', 52_001, ['issue-token']],
  ])('%s', (_, minValidityMs, commands) => {
    const wanted = { type: 'token-wanted', key: '', scope: undefined, minValidityMs } as const
    const step = wantToken(stateWith(entryIn(live())), wanted, momentAfter(8_000))
    expect(step.commands.map(({ type }) => type)).toEqual(commands)
  })
})
