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
} from '../../test-support/session-samples.js'
import type { TokenRefusal } from './issue.js'
import type { Step } from './step.js'
import type { RequestOutcome, StoreEvent } from './store-event.js'
import type { ScopePhase, StoreState } from './store-state.js'
import { transition } from './transition.js'

const grant = grantOf()

/** Every phase of a scope, with a token of a minute from the start on. */
const PHASES = {
  absent: undefined,
  idle: { status: 'idle' },
  reading: { status: 'reading' },
  issuing: { status: 'issuing', request },
  scheduled: live({ phase: 'scheduled' }, grant),
  running: live({ phase: 'running', request }, grant),
  'backing-off': live(
    { phase: 'backing-off', retryAt: START_AT + 35_000, cause: 'unavailable', attempts: 2 },
    grant,
  ),
  waiting: { status: 'waiting', retryAt: START_AT + 30_000, cause: 'unavailable', attempts: 2 },
  denied: { status: 'denied', askAgainAt: START_AT + 60_000 },
} as const satisfies Record<string, ScopePhase | undefined>

const wanted = (minValidityMs: number): StoreEvent => ({
  type: 'token-wanted',
  key: '',
  scope: undefined,
  minValidityMs,
})
const read = (generation?: number): StoreEvent => {
  const record = generation === undefined ? undefined : tokenRecord({ generation })
  return { type: 'records-read', key: '', view: signedIn, record }
}
const settled = (outcome: RequestOutcome, number = request.number): StoreEvent => {
  return { type: 'request-settled', key: '', number, outcome }
}
const refused = (refusal: TokenRefusal['refusal']) => settled({ kind: 'refused', refusal: { refusal } })
const next = tokenRecord({ generation: 4 })
const nextView = { ...signedIn, epoch: EPOCH + 1 }
const outView = { ...signedOut, epoch: EPOCH + 1 }

const FRESH = 1_000
const LATER = 8_000
const DUE = 40_000
const OVER = 120_000

/** Every event, when it happens after the start, and how often it matters. */
const EVENTS = {
  'token-wanted, fresh': [wanted(0), FRESH],
  'token-wanted, due': [wanted(0), DUE],
  'token-wanted, over': [wanted(0), OVER],
  'token-wanted, for longer': [wanted(59_500), LATER],
  'token-wanted, for longer than tokens live': [wanted(90_000), FRESH],
  'time-passed, fresh': [{ type: 'time-passed' }, FRESH],
  'time-passed, due': [{ type: 'time-passed' }, DUE],
  'time-passed, over': [{ type: 'time-passed' }, OVER],
  'demand-changed to none, over': [{ type: 'demand-changed', demand: 'none' }, OVER],
  'records-read, nothing': [read(), FRESH],
  'records-read, the same': [read(3), FRESH],
  'records-read, a newer': [read(4), FRESH],
  'request-settled, issued': [
    settled({ kind: 'issued', record: next, view: signedIn, cappedFromMs: undefined }),
    FRESH,
  ],
  'request-settled, adopted': [settled({ kind: 'adopted', record: next }), FRESH],
  'request-settled, epoch-lost': [settled({ kind: 'epoch-lost', view: nextView }), FRESH],
  'request-settled, other-subject': [settled({ kind: 'other-subject', view: nextView }), FRESH],
  'request-settled, superseded': [settled({ kind: 'superseded' }), FRESH],
  'request-settled, signed-out': [refused('signed-out'), FRESH],
  'request-settled, denied': [refused('denied'), FRESH],
  'request-settled, misconfigured': [refused('misconfigured'), FRESH],
  'request-settled, unavailable': [refused('unavailable'), FRESH],
  'sign-out-began': [{ type: 'sign-out-began', by: 'app' }, FRESH],
  'token-refused': [{ type: 'token-refused', key: '', token: grant.token }, FRESH],
  'token-refused, another': [{ type: 'token-refused', key: '', token: grantOf().token }, FRESH],
  'session-known, the same': [{ type: 'session-known', view: signedIn, by: 'another-tab' }, FRESH],
  'session-known, an older': [
    { type: 'session-known', view: { ...signedIn, epoch: EPOCH - 1 }, by: 'another-tab' },
    FRESH,
  ],
  'session-known, a newer': [{ type: 'session-known', view: nextView, by: 'another-tab' }, FRESH],
  'session-known, signed out': [{ type: 'session-known', view: outView, by: 'another-tab' }, FRESH],
} as const satisfies Record<string, readonly [StoreEvent, number]>

const IGNORED = 'ignored'

/**
 * What becomes of a watched scope, by event and by the phases it finds: the phase after, with the reason of a request
 * on its way, and what is to be done about it, events by their type.
 */
const TABLE: Readonly<Record<keyof typeof EVENTS, Readonly<Record<string, string>>>> = {
  'token-wanted, fresh': {
    absent: 'reading read-records',
    idle: 'issuing:expired issue-token',
    'reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'token-wanted, due': {
    absent: 'reading read-records',
    'idle waiting': 'issuing:expired issue-token',
    'scheduled backing-off': 'running:renewal issue-token',
    'reading issuing running denied': IGNORED,
  },
  'token-wanted, over': {
    absent: 'reading read-records',
    'idle scheduled backing-off waiting denied': 'issuing:expired issue-token',
    running: 'issuing:renewal',
    'reading issuing': IGNORED,
  },
  'token-wanted, for longer': {
    absent: 'reading read-records',
    idle: 'issuing:expired issue-token',
    scheduled: 'running:renewal issue-token',
    'reading issuing running backing-off waiting denied': IGNORED,
  },
  'token-wanted, for longer than tokens live': {
    absent: 'reading read-records',
    idle: 'issuing:expired issue-token',
    'reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'time-passed, fresh': {
    idle: 'issuing:expired issue-token',
    'absent reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'time-passed, due': {
    'idle waiting': 'issuing:expired issue-token',
    'scheduled backing-off': 'running:renewal issue-token',
    'absent reading issuing running denied': IGNORED,
  },
  'time-passed, over': {
    'idle scheduled backing-off waiting': 'issuing:expired issue-token',
    running: 'issuing:renewal',
    'absent reading issuing denied': IGNORED,
  },
  'demand-changed to none, over': {
    scheduled: 'idle',
    running: 'issuing:renewal',
    'backing-off': 'waiting',
    'absent idle reading issuing waiting denied': IGNORED,
  },
  'records-read, nothing': {
    reading: 'issuing:expired issue-token',
    'absent idle issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'records-read, the same': {
    reading: 'issuing:expired issue-token',
    'absent idle issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'records-read, a newer': {
    'idle reading issuing scheduled running backing-off waiting denied': 'scheduled token-adopted',
    absent: IGNORED,
  },
  'request-settled, issued': {
    'idle reading issuing scheduled running backing-off waiting denied':
      'scheduled ring-doorbell token-renewed',
    absent: IGNORED,
  },
  'request-settled, adopted': {
    'issuing running': 'scheduled token-adopted',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, epoch-lost': {
    'issuing running': 'reading subject-changed read-records read-records',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, other-subject': {
    'issuing running': 'waiting ring-doorbell subject-changed read-records',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, superseded': {
    'issuing running': 'reading read-records',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, signed-out': {
    'issuing running': 'idle signed-out end-session',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, denied': {
    issuing: 'denied renewal-failed',
    running: 'backing-off renewal-failed',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, misconfigured': {
    issuing: 'waiting renewal-failed',
    running: 'backing-off renewal-failed',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, unavailable': {
    issuing: 'waiting renewal-failed',
    running: 'backing-off renewal-failed',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'token-refused': {
    scheduled: 'issuing:rejected token-rejected issue-token',
    'backing-off': 'waiting token-rejected',
    running: 'issuing:renewal token-rejected',
    'absent idle reading issuing waiting denied': IGNORED,
  },
  'token-refused, another': {
    'absent idle reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'session-known, the same': {
    'absent idle reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'session-known, an older': {
    'absent idle reading issuing scheduled running backing-off waiting denied': IGNORED,
  },
  'session-known, a newer': {
    absent: 'absent subject-changed',
    'idle reading issuing scheduled running backing-off waiting denied':
      'reading subject-changed read-records',
  },
  'sign-out-began': {
    absent: 'absent signed-out',
    'idle reading issuing scheduled running backing-off waiting denied': 'idle signed-out',
  },
  'session-known, signed out': {
    absent: 'absent signed-out',
    'idle reading issuing scheduled running backing-off waiting denied': 'idle signed-out',
  },
}

const cells = Object.entries(TABLE).flatMap(([event, row]) =>
  Object.entries(row).flatMap(([phases, outcome]) =>
    phases.split(' ').map(phase => [phase, event, outcome] as const),
  ),
)

describe('transition, by phase and event', () => {
  it('is listed for every event in every phase', () => {
    const listed = cells.map(([phase, event]) => `${event} in ${phase}`).sort()
    const all = Object.keys(EVENTS).flatMap(event => Object.keys(PHASES).map(phase => `${event} in ${phase}`))
    expect(listed).toEqual(all.sort())
  })

  it.each(cells)('%s, %s: %s', (phase, event, outcome) => {
    const before = stateWith(entryFor(phase))
    const step = transition(before, ...happening(event))
    expect(isIgnored(step, before) ? IGNORED : outcomeOf(step)).toBe(outcome)
  })
})

describe('a session that is signed out', () => {
  it.each(Object.keys(EVENTS).filter(event => !/^(session-known|records-read)/.test(event)))(
    'asks for nothing: %s',
    event => {
      for (const phase of ['absent', 'idle', 'reading']) {
        const step = transition(stateWith(entryFor(phase), { session: signedOut }), ...happening(event))
        expect(step.commands.map(command => command.type)).not.toContain('issue-token')
      }
    },
  )

  it('takes up no token that was stored before its end', () => {
    const before = stateWith(entryIn({ status: 'idle' }, { generation: 0 }), { session: signedOut })
    const { state } = transition(before, ...happening('request-settled, issued'))
    expect(state.scopes.get('')?.phase.status).not.toBe('live')
  })
})

describe('a sign-out that has begun', () => {
  const { state: before } = transition(stateWith(entryFor('scheduled')), ...happening('sign-out-began'))

  it.each([
    ['a session that was signed in just before', { type: 'session-known', view: nextView, by: 'app' }],
    ['what another tab wrote', { type: 'session-known', view: nextView, by: 'another-tab' }],
    ['a record', read(4)],
    ['a second one', { type: 'sign-out-began', by: 'app' }],
  ] as const)('is not undone by %s', (_, event) => {
    const { state } = transition(before, event, momentAfter(FRESH))
    expect(state.session.status).toBe('signing-out')
  })

  it('ends with its tombstone, without a second event', () => {
    const view = { ...signedOut, epoch: EPOCH + 1 }
    const step = transition(before, { type: 'sign-out-stored', view }, momentAfter(FRESH))
    expect(step).toMatchObject({ state: { session: view }, commands: [] })
  })

  it('ends with the epoch that somebody began before the backend could end theirs', () => {
    const step = transition(before, { type: 'sign-out-stored', view: nextView }, momentAfter(FRESH))
    expect(step.state.session).toEqual(nextView)
    expect(step.commands.map(({ type }) => type)).toEqual(['announce', 'read-records'])
  })
})

describe('a session that is being restored', () => {
  it.each(['token-wanted, due', 'time-passed, over', 'demand-changed to none, over'])(
    'waits for storage: %s',
    event => {
      const before = stateWith(entryFor('reading'), { session: { status: 'restoring' } })
      const step = transition(before, ...happening(event))
      expect(step.commands).toEqual([])
      expect(step.state.scopes).toBe(before.scopes)
    },
  )
})

describe('an answer that comes late', () => {
  it.each([
    ['adopted', { kind: 'adopted', record: next }],
    ['epoch-lost', { kind: 'epoch-lost', view: nextView }],
    ['superseded', { kind: 'superseded' }],
    ['refused', { kind: 'refused', refusal: { refusal: 'signed-out' } }],
  ] as const)('under the number of an older request changes nothing: %s', (_, outcome) => {
    const before = stateWith(entryFor('running'))
    const step = transition(before, settled(outcome, request.number - 1), momentAfter(FRESH))
    expect(step).toEqual({ state: before, commands: [] })
  })

  it('with a token older than the one in hand is dropped', () => {
    const before = stateWith(entryFor('scheduled'))
    const outcome = {
      kind: 'issued',
      record: tokenRecord(),
      view: signedIn,
      cappedFromMs: undefined,
    } as const
    expect(transition(before, settled(outcome), momentAfter(FRESH))).toEqual({ state: before, commands: [] })
  })
})

type Name<T> = keyof T & string

function entryFor(phase: string) {
  const found = PHASES[phase as Name<typeof PHASES>]
  return found && entryIn(found)
}

function happening(event: string) {
  const [what, afterMs] = EVENTS[event as Name<typeof EVENTS>]
  return [what, momentAfter(afterMs)] as const
}

function isIgnored({ state, commands }: Step, before: StoreState): boolean {
  const isSame = state.scopes === before.scopes || state.scopes.get('') === before.scopes.get('')
  return isSame && commands.length === 0
}

function outcomeOf({ state, commands }: Step): string {
  const phase = state.scopes.get('')?.phase
  const did = commands.map(command => (command.type === 'announce' ? command.event.type : command.type))
  return [nameOf(phase), ...did].join(' ')
}

function nameOf(phase: ScopePhase | undefined): string {
  if (phase === undefined) return 'absent'
  if (phase.status === 'issuing') return `issuing:${phase.request.reason}`
  if (phase.status !== 'live') return phase.status
  return phase.renewal.phase === 'running' ? `running:${phase.renewal.request.reason}` : phase.renewal.phase
}
