import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  grantOf,
  live,
  momentAfter,
  request,
  START_AT,
  signedIn,
  signedOut,
  stateWith,
  tokenRecord,
  waiting,
} from '../../test-support/session-samples.js'
import type { TokenRefusal } from './issue.js'
import type { Moment } from './moment.js'
import { nextDueAt } from './next-due.js'
import { type Pause, pauseAfter } from './pause.js'
import type { RequestOutcome, StoreEvent } from './store-event.js'
import { attemptsOf, issuePhaseOf, requestOf, type ScopePhase, type StoreState } from './store-state.js'
import { transition } from './transition.js'

const MINUTE = 60_000
const grant = grantOf()
const after = (ms: number) => START_AT + ms

const cases: readonly [string, ScopePhase, number | undefined][] = [
  ['idle', { status: 'idle' }, undefined],
  ['reading', { status: 'reading' }, undefined],
  ['issuing', { status: 'issuing', request }, undefined],
  ['waiting', waiting(9, { cause: 'budget' }), after(9)],
  ['denied', waiting(9, { cause: 'denied' }), undefined],
  ['live', live(undefined, grant), after(30_000)],
  ['running', live({ status: 'issuing', request }, grant), after(55_000)],
  ['backing off', live(waiting(9), grant), after(9)],
  ['backing off to beyond its end', live(waiting(MINUTE), grant), after(55_000)],
  ['denied a successor', live(waiting(9, { cause: 'denied' }), grant), after(55_000)],
]

describe('the next moment that time alone changes something', () => {
  it.each(cases)('%s', (_, phase, dueAt) => {
    expect(nextDueAt(stateWith(entryIn(phase)))).toBe(dueAt)
  })

  it('is the earliest of all scopes', () => {
    const scopes = new Map(cases.map(([name, phase]) => [name, entryIn(phase, { key: name })]))
    expect(nextDueAt(stateWith(undefined, { scopes }))).toBe(after(9))
  })

  it.each([
    ['nobody would notice', { demand: 'none' }],
    ['nobody is signed in', { session: signedOut }],
    ['the session is not known yet', { session: { status: 'restoring' } }],
  ] as const)('is none when %s', (_, changes) => {
    expect(nextDueAt(stateWith(entryIn(live()), changes))).toBeUndefined()
  })
})

const refusal = fc.record({
  refusal: fc.constantFrom<TokenRefusal['refusal']>('denied', 'misconfigured', 'unavailable'),
  retryAfterMs: fc.integer({ min: 0, max: 600_000 }),
})
const lifetimeMs = fc.constantFrom(1_000, 5_000, 30_000, MINUTE, 300_000, 3_600_000)
const step = fc.record({
  what: fc.constantFrom(
    ...(['wanted', 'time', 'due', 'read', 'network'] as const),
    ...(['issued', 'adopted', 'superseded', 'failed', 'held-up'] as const),
  ),
  holdUp: fc.record({
    cause: fc.constantFrom<Pause['cause']>('unavailable', 'misconfigured', 'denied', 'budget'),
    forMs: fc.integer({ min: 1, max: 400_000 }),
  }),
  afterMs: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 7_200_000 })),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  minValidityMs: fc.constantFrom(0, 0, 20_000),
  ...{ lifetimeMs, refusal },
})
type Happening = typeof step extends fc.Arbitrary<infer T> ? T : never

const schedule = fc.array(step, { maxLength: 30 })

/** A watched scope after everything in a schedule has happened to it, and the moment that was. */
function play(steps: readonly Happening[]): { state: StoreState; afterMs: number } {
  let state = stateWith(entryIn(live()))
  let afterMs = 0
  for (const happening of steps) {
    const dueAt = nextDueAt(state)
    const isTimer = happening.what === 'due' && dueAt !== undefined
    afterMs = isTimer ? Math.max(afterMs, dueAt - START_AT) : afterMs + happening.afterMs
    const moment = momentAfter(afterMs, happening.chance)
    state = transition(state, eventOf(state, happening, moment), moment).state
  }
  return { state, afterMs }
}

function eventOf(state: StoreState, happening: Happening, moment: Moment): StoreEvent {
  const { at } = moment
  const { refusal, holdUp } = happening
  const entry = state.scopes.get('') ?? expect.fail()
  const record = tokenRecord({
    generation: entry.generation + 1,
    issuedAt: at,
    lifetimeMs: happening.lifetimeMs,
  })
  const settled = (outcome: RequestOutcome): StoreEvent => {
    const number = requestOf(entry.phase)?.number ?? 0
    return { type: 'request-settled', key: '', number, outcome, skewMs: undefined }
  }
  const attempts = attemptsOf(entry.phase) + 1
  switch (happening.what) {
    case 'wanted':
      return { type: 'token-wanted', key: '', scope: undefined, minValidityMs: happening.minValidityMs }
    case 'issued':
      return settled({
        kind: 'issued',
        record,
        view: signedIn,
        cappedFromMs: undefined,
        sentMonotonicMs: 5_000,
      })
    case 'adopted':
      return settled({ kind: 'adopted', record })
    case 'superseded':
      return settled({ kind: 'superseded' })
    case 'failed': {
      const pause = pauseAfter(refusal, attempts, moment)
      return settled({ kind: 'failed', pause, status: undefined, problem: undefined })
    }
    case 'held-up': {
      const { cause, forMs } = holdUp
      return settled({ kind: 'held-up', pause: { cause, attempts, retryAt: at + forMs, since: at } })
    }
    case 'read':
      return { type: 'records-read', key: '', view: { ...signedIn, epoch: EPOCH }, record: undefined }
    case 'network':
      return { type: 'network-came-back' }
    default:
      return { type: 'time-passed' }
  }
}

describe('in 3000 random histories of a watched scope', { timeout: 30_000 }, () => {
  const check = (holds: (state: StoreState, afterMs: number, chance: number) => void) =>
    fc.assert(
      fc.property(schedule, fc.double({ min: 0, max: 0.999, noNaN: true }), (steps, chance) => {
        const { state, afterMs } = play(steps)
        holds(state, afterMs, chance)
      }),
      { numRuns: 3_000, seed: 20_261_121 },
    )

  it('what was due has been dealt with when its moment has passed: a timer is never a loop', () => {
    check((state, afterMs, chance) => {
      const dueAt = nextDueAt(state)
      if (dueAt === undefined) return
      const at = Math.max(afterMs, dueAt - START_AT)
      const next = nextDueAt(transition(state, { type: 'time-passed' }, momentAfter(at, chance)).state)
      if (next !== undefined) expect(next).toBeGreaterThan(after(at))
    })
  })

  it('there is a next attempt, or one on its way, or the backend has denied the scope', () => {
    check(state => {
      const { phase } = state.scopes.get('') ?? expect.fail()
      const issuing = issuePhaseOf(phase)
      const isDenied = issuing.status === 'waiting' && issuing.pause.cause === 'denied'
      const isGoingOn = issuing.status === 'issuing' || phase.status === 'reading' || isDenied
      expect(isGoingOn || nextDueAt(state) !== undefined).toBe(true)
    })
  })
})
