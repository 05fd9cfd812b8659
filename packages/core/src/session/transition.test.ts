import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  momentAfter,
  request,
  signedIn,
  signedOut,
  stateWith,
  tokenRecord,
} from '../../test-support/session-samples.js'
import {
  EVENTS,
  FRESH,
  IGNORED,
  next,
  nextView,
  PHASES,
  read,
  renderTransitions,
  settled,
  TABLE,
} from '../../test-support/transition-table.js'
import type { Step } from './step.js'
import type { StoreEvent } from './store-event.js'
import { issuePhaseOf, type ScopeEntry, type ScopePhase, type StoreState } from './store-state.js'
import { transition } from './transition.js'

const cells = Object.entries(TABLE).flatMap(([event, row]) =>
  Object.entries(row).flatMap(([phases, outcome]) =>
    phases.split(' ').map(phase => [phase, event, outcome] as const),
  ),
)

describe('transition, by phase and event', () => {
  it('is as ARCHITECTURE.md shows it', async () => {
    const page = await readFile(new URL('../../../../ARCHITECTURE.md', import.meta.url), 'utf8')
    const shown = page.split('<!-- transitions -->')[1]
    // Formatting may pad the cells.
    const trimmed = shown?.trim().replaceAll(/ +\|/g, ' |').replaceAll(/-+/g, '-')
    expect(trimmed).toBe(renderTransitions().replaceAll(/-+/g, '-'))
  })

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

describe('an app that signs in again', () => {
  const again = { type: 'session-known', view: signedIn, by: 'app' } as const

  it('has what held a scope up lifted, and asked for at once', () => {
    const { commands } = transition(stateWith(entryFor('denied')), again, momentAfter(FRESH))
    expect(commands).toMatchObject([{ type: 'issue-token', key: '' }])
  })

  it('as somebody else has everything looked up anew', () => {
    const { commands } = transition(
      stateWith(entryFor('denied')),
      { ...again, view: nextView },
      momentAfter(FRESH),
    )
    expect(commands.map(({ type }) => type)).toEqual(['announce', 'read-records'])
  })

  it('asks for nothing that was due while it was known of in another tab', () => {
    const before = stateWith(entryFor('scheduled'))
    const step = transition(before, { ...again, by: 'another-tab' }, momentAfter(40_000))
    expect(step).toEqual({ state: before, commands: [] })
  })
})

it('an event that there is none of is a mistake, and never passed over', () => {
  const unheardOf = { type: 'unheard-of' } as unknown as StoreEvent
  expect(() => transition(stateWith(undefined), unheardOf, momentAfter(FRESH))).toThrow('unknown event')
})

describe('an answer that comes late', () => {
  it.each([
    ['adopted', { kind: 'adopted', record: next }],
    ['epoch-lost', { kind: 'epoch-lost', view: nextView }],
    ['superseded', { kind: 'superseded' }],
    ['session-ended', { kind: 'session-ended' }],
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
      sentMonotonicMs: 5_000,
    } as const
    expect(transition(before, settled(outcome), momentAfter(FRESH))).toEqual({ state: before, commands: [] })
  })
})

function entryFor(phase: string): ScopeEntry | undefined {
  const found = PHASES[phase]
  return found && entryIn(found)
}

function happening(event: string): readonly [StoreEvent, ReturnType<typeof momentAfter>] {
  const [what, afterMs] = EVENTS[event] ?? expect.fail(event)
  return [what, momentAfter(afterMs)]
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
  const issuing = issuePhaseOf(phase)
  if (phase.status === 'live') {
    if (issuing.status === 'issuing') return `running:${issuing.request.reason}`
    return issuing.status === 'idle' ? 'scheduled' : 'backing-off'
  }
  if (issuing.status === 'issuing') return `issuing:${issuing.request.reason}`
  return issuing.status === 'waiting' && issuing.pause.cause === 'denied' ? 'denied' : phase.status
}
