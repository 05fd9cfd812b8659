import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  live,
  momentAfter,
  pauseUntil,
  request,
  START_AT,
  signedIn,
  stateWith,
  tokenRecord,
  visitor,
  waiting,
} from '../../test-support/session-samples.js'
import type { FailurePause, Pause } from './pause.js'
import { settleRequest } from './settle-request.js'
import type { RequestOutcome } from './store-event.js'
import type { StoreState } from './store-state.js'
import { transition } from './transition.js'

const asking = entryIn(live({ status: 'issuing', request }))
const pause = pauseUntil(20_000, { attempts: 3 })

function settle(
  outcome: RequestOutcome,
  skewMs?: number,
  state: StoreState = stateWith(asking),
  afterMs = 1_000,
) {
  const settled = { type: 'request-settled', key: '', number: request.number, outcome, skewMs } as const
  const step = settleRequest(state, settled, momentAfter(afterMs))
  const events = step.commands.flatMap(command => (command.type === 'announce' ? [command.event] : []))
  return { ...step, events, phase: step.state.scopes.get('')?.phase }
}

const failed = (changes: Partial<FailurePause>, facts: Partial<RequestOutcome & { kind: 'failed' }> = {}) =>
  ({
    kind: 'failed',
    pause: { ...pause, ...changes },
    status: undefined,
    problem: undefined,
    ...facts,
  }) as const
const heldUp = (changes: Partial<Pause>) => ({ kind: 'held-up', pause: { ...pause, ...changes } }) as const

describe('a request that failed', () => {
  it.each(['unavailable', 'misconfigured', 'denied'] as const)(
    'is announced, and the token goes on serving while the scope waits: %s',
    cause => {
      const { phase, events } = settle(failed({ cause }))
      expect(phase).toMatchObject({
        status: 'live',
        renewal: { status: 'waiting', pause: { ...pause, cause } },
      })
      expect(events).toEqual([{ type: 'renewal-failed', scope: '', cause, retryAt: pause.retryAt }])
    },
  )

  it.each([
    ['the status of the answer', { status: 429 }],
    ['what was wrong with it', { problem: 'same-token' }],
    ['both', { status: 200, problem: 'stale-answer' }],
  ] as const)('is announced with %s', (_, facts) => {
    expect(settle(failed({}, facts)).events).toEqual([
      { type: 'renewal-failed', scope: '', cause: 'unavailable', retryAt: pause.retryAt, ...facts },
    ])
  })

  it('is tried again at once where its time has come while it was written down', () => {
    const { phase, commands } = settle(
      failed({ retryAt: START_AT + 40_000 }),
      undefined,
      stateWith(asking),
      40_000,
    )
    expect(phase).toMatchObject({ renewal: { request: { number: 5, attempts: 3 } } })
    expect(commands.map(({ type }) => type)).toEqual(['announce', 'issue-token'])
  })
})

describe('a request that was held up', () => {
  it.each(['unavailable', 'misconfigured', 'denied'] as const)(
    'by the failure of another tab is not announced again: %s',
    cause => {
      const { phase, commands } = settle(heldUp({ cause }))
      expect(phase).toMatchObject({ renewal: waiting(20_000, { cause, attempts: 3 }) })
      expect(commands).toEqual([])
    },
  )

  it('by the budget is announced as that, not as a failure', () => {
    const { phase, events } = settle(heldUp({ cause: 'budget' }))
    expect(phase).toMatchObject({ renewal: waiting(20_000, { cause: 'budget', attempts: 3 }) })
    expect(events).toEqual([{ type: 'budget-spent', scope: '', retryAt: pause.retryAt }])
  })
})

describe('a session that the backend ended', () => {
  it('gets its tombstone when somebody was signed in', () => {
    const { state, commands } = settle({ kind: 'session-ended' })
    expect(state.session).toEqual({ status: 'signing-out', epoch: EPOCH })
    expect(commands).toContainEqual({ type: 'end-session', epoch: EPOCH })
  })

  it.each([
    ['is only turned away', 0, { status: 'signed-out', epoch: EPOCH }],
    ['that has had a token was signed in', 3, { status: 'signing-out', epoch: EPOCH }],
  ])('of a visitor %s', (_, generation, session) => {
    const entry = entryIn({ status: 'issuing', request }, { generation })
    const { state } = settle({ kind: 'session-ended' }, undefined, stateWith(entry, { session: visitor }))
    expect(state.session).toEqual(session)
  })
})

describe('what an answer told of the clock', () => {
  const record = tokenRecord({ generation: 4 })
  const issued = {
    kind: 'issued',
    record,
    view: signedIn,
    cappedFromMs: undefined,
    sentMonotonicMs: 5_000,
  } as const

  it.each<[string, RequestOutcome]>([
    ['a token', issued],
    ['a failure', failed({})],
    ['an end', { kind: 'session-ended' }],
  ])('is learned with %s, before what came of it', (_, outcome) => {
    const { state, events } = settle(outcome, 90_000)
    expect(state.skewMs).toBe(90_000)
    expect(events[0]).toEqual({ type: 'clock-skewed', skewMs: 90_000 })
    expect(events.length).toBe(2)
  })

  it('is learned also from an answer that nobody waits for any more', () => {
    const late = stateWith(entryIn(live(), { generation: 9 }))
    const { state, commands, phase } = settle(issued, 90_000, late)
    expect(state.skewMs).toBe(90_000)
    expect(commands.length).toBe(1)
    expect(phase).toBe(late.scopes.get('')?.phase)
  })

  it('is learned also where the scope is not known', () => {
    expect(settle(issued, 90_000, stateWith(undefined)).state.skewMs).toBe(90_000)
  })
})

describe('another subject', () => {
  const outcome = { kind: 'other-subject', view: { ...signedIn, epoch: EPOCH + 1, subject: 'bob' } } as const

  it.each([
    ['the first time, at once', 0, 0],
    ['the second time in a row, after a while', 1, 1_000],
  ])('is asked for by every scope: %s', (_, attempts, afterMs) => {
    const entry = entryIn({ status: 'issuing', request: { ...request, attempts } })
    const { phase, state } = settle(outcome, undefined, stateWith(entry))
    expect(state.session).toEqual(outcome.view)
    expect(phase).toEqual(waiting(1_000 + afterMs, { attempts: attempts + 1, since: START_AT + 1_000 }))
  })
})

describe('a token that another tab brought while a request of ours was under way', () => {
  const ours = { kind: 'issued', view: signedIn, cappedFromMs: undefined, sentMonotonicMs: 5_000 } as const
  const read = (generation: number) =>
    transition(
      stateWith(asking),
      { type: 'records-read', key: '', view: signedIn, record: tokenRecord({ generation }) },
      momentAfter(500),
    ).state

  it('is in hand, and the request goes on: there is never a second', () => {
    expect(read(5).scopes.get('')?.phase).toMatchObject({
      status: 'live',
      grant: { token: { generation: 5 } },
      renewal: { status: 'issuing', request },
    })
  })

  it.each<[string, RequestOutcome]>([
    ['stored an older one', { ...ours, record: tokenRecord({ generation: 4 }) }],
    ['found the same one', { kind: 'adopted', record: tokenRecord({ generation: 5 }) }],
  ])('stays when the request has %s, and is renewed as any other', (_, outcome) => {
    const { phase, events } = settle(outcome, undefined, read(5))
    expect(phase).toMatchObject({ grant: { token: { generation: 5 } }, renewal: { status: 'idle' } })
    expect(events).toEqual([])
  })

  it('gives way to a newer one that the request has stored', () => {
    const { phase } = settle({ ...ours, record: tokenRecord({ generation: 6 }) }, undefined, read(5))
    expect(phase).toMatchObject({ grant: { token: { generation: 6 } }, renewal: { status: 'idle' } })
  })
})

describe('a token whose answer came after the wall clock was set', () => {
  it.each([-86_400_000, 86_400_000])('ends a lifetime after its request by the other clock (%i ms)', byMs => {
    const sent = momentAfter(0)
    const record = tokenRecord({ generation: 4, issuedAt: sent.at })
    const outcome = { kind: 'issued', record, view: signedIn, cappedFromMs: undefined } as const
    const settled = { type: 'request-settled', key: '', number: request.number, skewMs: undefined } as const
    const moment = { ...momentAfter(2_000), at: START_AT + 2_000 + byMs }
    const { state } = settleRequest(
      stateWith(asking, { demand: 'none' }),
      { ...settled, outcome: { ...outcome, sentMonotonicMs: sent.monotonicMs } },
      moment,
    )
    const phase = state.scopes.get('')?.phase
    const endsAtMonotonicMs = phase?.status === 'live' ? phase.grant.endsAtMonotonicMs : undefined
    expect(endsAtMonotonicMs).toBe(byMs < 0 ? sent.monotonicMs + 60_000 : undefined)
  })
})
