import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  grantOf,
  live,
  request,
  signedIn,
  signedOut,
  stateWith,
  visitor,
  waiting,
} from '../../test-support/session-samples.js'
import { beginSignOut, endSignOut, learnSession } from './learn-session.js'
import type { SessionView } from './session-view.js'
import type { SessionChange } from './store-event.js'
import type { StoreState } from './store-state.js'

const denied = waiting(60_000, { cause: 'denied', attempts: 0 })
const grant = grantOf()

/** Scopes in every kind of pause, of somebody signed in. */
const PAUSED = {
  denied,
  'denied a successor': live(denied, grant),
  unavailable: waiting(9_000),
  misconfigured: waiting(9_000, { cause: 'misconfigured' }),
  'out of budget': live(waiting(9_000, { cause: 'budget' })),
  issuing: { status: 'issuing', request },
} as const
const scopes = new Map(Object.entries(PAUSED).map(([key, phase]) => [key, entryIn(phase, { key })]))
const before: StoreState = stateWith(undefined, { scopes, networkBackAt: 4, skewMs: 9 })

const phasesOf = (state: StoreState) =>
  Object.fromEntries([...state.scopes].map(([key, { phase }]) => [key, phase]))

describe('signing in again as who is signed in', () => {
  it('lifts denials, and nothing else', () => {
    const { state, commands } = learnSession(before, signedIn, 'app')
    expect(phasesOf(state)).toEqual({
      ...PAUSED,
      denied: { status: 'idle' },
      'denied a successor': live(undefined, grant),
    })
    expect({ ...state, scopes }).toEqual(before)
    expect(commands).toEqual([])
  })

  it('lifts denials also where it tells who that is', () => {
    const nameless = { ...before, session: { ...signedIn, subject: undefined } }
    const { state } = learnSession(nameless, signedIn, 'app')
    expect(state.session).toBe(signedIn)
    expect(phasesOf(state).denied).toEqual({ status: 'idle' })
  })

  it.each(['another-tab', 'backend'] as const)('lifts nothing when it is news from elsewhere: %s', by => {
    expect(learnSession(before, signedIn, by)).toEqual({ state: before, commands: [] })
  })
})

describe('a new epoch', () => {
  it.each(['app', 'another-tab'] as const)('leaves no pause of the old one: by %s', by => {
    const { state } = learnSession(before, { ...signedIn, epoch: EPOCH + 1 }, by)
    expect(new Set(Object.values(phasesOf(state)).map(({ status }) => status))).toEqual(new Set(['reading']))
  })

  it('is no reason to forget what was learned of network and clock', () => {
    const { state } = learnSession(before, { ...signedIn, epoch: EPOCH + 1 }, 'app')
    expect(state).toMatchObject({ networkBackAt: 4, skewMs: 9 })
  })
})

describe('what storage says of the session', () => {
  const later = { epoch: EPOCH + 1 }

  it.each<[string, SessionView, SessionView, string | undefined]>([
    ['another subject', signedIn, { ...signedIn, ...later, subject: 'bob' }, 'subject-changed'],
    ['an end', signedIn, { ...signedOut, ...later }, 'signed-out'],
    ['an end of the same epoch', signedIn, signedOut, 'signed-out'],
    ['a second end', signedOut, { ...signedOut, ...later }, undefined],
    ['the same end', signedOut, signedOut, undefined],
    ['somebody after an end', signedOut, { ...signedIn, ...later }, 'signed-in'],
    ['somebody where only a visitor was', visitor, { ...signedIn, ...later }, 'signed-in'],
    ['a visitor after somebody', signedIn, { ...visitor, ...later }, undefined],
    ['a visitor turned away here who was let in elsewhere', signedOut, signedIn, 'signed-in'],
  ])('is announced as what it is: %s', (_, session, view, type) => {
    const { commands } = learnSession(stateWith(undefined, { session }), view, 'another-tab')
    const events = commands.flatMap(command => (command.type === 'announce' ? [command.event.type] : []))
    expect(events).toEqual(type === undefined ? [] : [type])
  })

  it.each(['app', 'another-tab'] as const)('is old news when its epoch is lower: by %s', by => {
    const step = learnSession(before, { ...signedIn, epoch: EPOCH - 1 }, by)
    expect(step.state).toBe(before)
    expect(step.commands).toEqual([])
  })
})

it('an epoch that turns out to be of another subject keeps no token of the first', () => {
  const { state, commands } = learnSession(before, { ...signedIn, subject: 'bob' }, 'another-tab')
  expect(state.session).toMatchObject({ epoch: EPOCH, subject: 'bob' })
  expect(new Set(Object.values(phasesOf(state)).map(({ status }) => status))).toEqual(new Set(['reading']))
  expect(commands[0]).toMatchObject({ event: { type: 'subject-changed', epoch: EPOCH } })
})

const told = (session: StoreState['session'], view: SessionView, by: SessionChange) =>
  learnSession(stateWith(undefined, { session }), view, by)

describe('the session at load', () => {
  const restoring = { ...before, session: { status: 'restoring' } } as const

  it.each([signedIn, visitor, signedOut])('is what storage says, and no event: %o', view => {
    const { state, commands } = learnSession(restoring, view, 'another-tab')
    expect(state).toEqual({ ...restoring, session: view })
    expect(commands).toEqual([])
  })

  it.each<[SessionView, SessionChange, object]>([
    [signedIn, 'app', { type: 'signed-in', epoch: EPOCH }],
    [signedOut, 'app', { type: 'signed-out', epoch: EPOCH, by: 'app' }],
    [signedOut, 'backend', { type: 'signed-out', epoch: EPOCH, by: 'backend' }],
  ])('is an event where it was made here: %o by %s', (view, by, event) => {
    expect(learnSession(restoring, view, by).commands).toEqual([{ type: 'announce', event }])
  })
})

describe('within one epoch', () => {
  const nameless = { ...signedIn, subject: undefined }

  it.each<[string, SessionView, SessionView]>([
    ['nothing new of who is signed in', signedIn, { ...signedIn }],
    ['no name any more', signedIn, nameless],
    ['a visitor after somebody', signedIn, visitor],
    ['a visitor after a visitor', visitor, { ...visitor }],
    ['a visitor after an end', signedOut, visitor],
    ['the same end', signedOut, { ...signedOut }],
  ])('%s leaves the very same state', (_, session, view) => {
    const state = stateWith(undefined, { session })
    const step = learnSession(state, view, 'another-tab')
    expect(step.state).toBe(state)
    expect(step.commands).toEqual([])
  })

  it.each<[string, SessionView]>([
    ['a visitor', visitor],
    ['somebody without a name', nameless],
  ])('%s becomes who was told, without an event', (_, session) => {
    const { state, commands } = told(session, signedIn, 'another-tab')
    expect(state.session).toBe(signedIn)
    expect(commands).toEqual([])
  })

  it('a visitor is somebody as soon as one is signed in, named or not', () => {
    expect(told(visitor, nameless, 'another-tab').state.session).toBe(nameless)
  })
})

describe('a later epoch', () => {
  const later = { epoch: EPOCH + 1 }

  it.each<[string, SessionView, SessionView, readonly object[]]>([
    ['another subject', signedIn, { ...signedIn, ...later }, [{ type: 'subject-changed', ...later }]],
    ['somebody', visitor, { ...signedIn, ...later }, [{ type: 'signed-in', ...later }]],
    ['an end', signedIn, { ...signedOut, ...later }, [{ type: 'signed-out', ...later, by: 'backend' }]],
    ['a second end', signedOut, { ...signedOut, ...later }, []],
    ['a visitor', signedIn, { ...visitor, ...later }, []],
  ])('is announced in full, or not at all: %s', (_, session, view, events) => {
    const { commands } = told(session, view, 'backend')
    expect(commands).toEqual(events.map(event => ({ type: 'announce', event })))
  })
})

describe('a sign-out', () => {
  it.each([signedIn, visitor, { status: 'restoring' } as const])(
    'is announced as it begins: of %o',
    session => {
      const { state, commands } = beginSignOut(stateWith(undefined, { session }), 'backend')
      const epoch = session.status === 'restoring' ? 0 : EPOCH
      expect(state.session).toEqual({ status: 'signing-out', epoch })
      expect(commands).toEqual([{ type: 'announce', event: { type: 'signed-out', epoch, by: 'backend' } }])
    },
  )

  it.each([signedOut, { status: 'signing-out', epoch: EPOCH } as const])(
    'is no event where nobody was signed in: of %o',
    session => {
      expect(beginSignOut(stateWith(undefined, { session }), 'app').commands).toEqual([])
    },
  )

  it('that ends as somebody is signed in tells of them', () => {
    const state = stateWith(undefined, { session: { status: 'signing-out', epoch: EPOCH } })
    const { commands } = endSignOut(state, { ...signedIn, epoch: EPOCH + 1 })
    expect(commands).toEqual([{ type: 'announce', event: { type: 'signed-in', epoch: EPOCH + 1 } }])
  })

  it('that nobody waits for is news from another tab', () => {
    const { state, commands } = endSignOut(before, signedOut)
    expect(state.session).toBe(signedOut)
    expect(commands).toEqual([
      { type: 'announce', event: { type: 'signed-out', epoch: EPOCH, by: 'another-tab' } },
    ])
    const older = { ...signedOut, epoch: EPOCH - 1 }
    expect(endSignOut(before, older).state).toBe(before)
  })
})
