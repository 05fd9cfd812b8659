import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  live,
  momentAfter,
  pauseUntil,
  profiles,
  request,
  START_AT,
  signedIn,
  signedOut,
  stateWith,
  tokenRecord,
  visitor,
  waiting,
} from '../../test-support/session-samples.js'
import { type DefinedScope, defineScope } from '../scope/index.js'
import type { FailurePause, Pause } from './pause.js'
import type { TokenRecord } from './records.js'
import { settleRequest } from './settle-request.js'
import type { RequestOutcome } from './store-event.js'
import type { ScopeEntry, StoreState } from './store-state.js'
import { transition } from './transition.js'

const oneProfile = defineScope({
  permissions: [{ role: 'readonly', cache: 'profiles', item: 'ada' }],
})
const of = (epoch: number) => tokenRecord({ epoch, generation: 4 })
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
    ['failed', failed({})],
    ['been held up', heldUp({})],
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

describe('a token that was issued', () => {
  const later = tokenRecord({ generation: 4 })
  const about = { scope: '', generation: 4 }
  const expiresAt = START_AT + 60_000
  const issuedFor = (entry: ScopeEntry, record: TokenRecord = later, cappedFromMs?: number) =>
    settle(
      { kind: 'issued', record, view: signedIn, cappedFromMs, sentMonotonicMs: 5_000 },
      undefined,
      stateWith(entry),
    )

  it.each([
    ['first', 0, 'token-issued'],
    ['next', 3, 'token-renewed'],
  ])('as the %s one of its scope is announced as that, with its end', (_, generation, type) => {
    const { events, phase, commands } = issuedFor({ ...asking, generation })
    expect(events).toEqual([{ type, ...about, expiresAt }])
    expect(commands[0]).toEqual({ type: 'ring-doorbell' })
    expect(phase).toMatchObject({ status: 'live', grant: { origin: 'issued' } })
  })

  it('for less time than it would live is announced with both', () => {
    expect(issuedFor(asking, later, 7_200_000).events[1]).toEqual({
      ...{ type: 'lifetime-capped', ...about },
      ...{ lifetimeMs: 7_200_000, cappedToMs: 60_000 },
    })
  })

  it.each<[string, DefinedScope | undefined, DefinedScope | undefined, DefinedScope | undefined, boolean]>([
    ['less than was asked for', profiles, undefined, oneProfile, true],
    ['less than was granted before', profiles, profiles, oneProfile, true],
    ['as little as it did before', profiles, oneProfile, oneProfile, false],
    ['what was asked for', profiles, undefined, profiles, false],
    ['what was asked for, at last', profiles, oneProfile, profiles, false],
    ['something that is not told', profiles, undefined, undefined, false],
    ['whatever the backend decides', undefined, undefined, oneProfile, false],
  ])('is said to be narrowed only where that is news: it grants %s', (_, scope, before, granted, isNews) => {
    const record = { ...later, ...(granted && { granted }) }
    const { events } = issuedFor({ ...asking, scope, granted: before }, record)
    expect(events.slice(1)).toEqual(isNews ? [{ type: 'grant-narrowed', ...about }] : [])
  })

  it.each<[string, RequestOutcome]>([
    [
      'issued',
      { kind: 'issued', record: of(6), view: signedIn, cappedFromMs: undefined, sentMonotonicMs: 0 },
    ],
    ['adopted', { kind: 'adopted', record: of(8) }],
  ])('in another epoch is looked for there: %s', (_, outcome) => {
    const { phase, commands } = settle(outcome)
    expect(phase).toEqual({ status: 'reading' })
    expect(commands).toEqual([{ type: 'read-records', key: '' }])
  })
})

describe('the end of a session', () => {
  const ended = (by: string, epoch = EPOCH) => ({ type: 'signed-out', epoch, by })

  it.each([
    ['somebody who never had a token', signedIn, 'signing-out'],
    ['a visitor who never had one', visitor, 'signed-out'],
  ] as const)('is the word of the backend, to %s', (_, session, status) => {
    const entry = entryIn({ status: 'issuing', request }, { generation: 0 })
    const { state, events } = settle({ kind: 'session-ended' }, undefined, stateWith(entry, { session }))
    expect(state.session.status).toBe(status)
    expect(events).toEqual([ended('backend')])
  })

  it('changes nothing where it has come already', () => {
    const before = stateWith(asking, { session: signedOut })
    const step = settle({ kind: 'session-ended' }, undefined, before)
    expect(step.state).toBe(before)
    expect(step.commands).toEqual([])
  })

  it('that a request came upon is the doing of another tab', () => {
    const { events } = settle({ kind: 'epoch-lost', view: { ...signedOut, epoch: EPOCH + 1 } })
    expect(events).toEqual([ended('another-tab', EPOCH + 1)])
  })
})

describe('a request that another tab made superfluous', () => {
  it('counts as one more failure where what was stored does not serve, and the live token goes on', () => {
    const { phase, commands } = settle({ kind: 'superseded' })
    const attempts = request.attempts + 1
    expect(phase).toMatchObject({ status: 'live', renewal: { pause: { cause: 'unavailable', attempts } } })
    expect(commands).toEqual([])
  })
})
