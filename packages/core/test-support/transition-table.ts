import type { FailurePause, Pause } from '../src/session/pause.js'
import type { TokenRecord } from '../src/session/records.js'
import type { SessionView } from '../src/session/session-view.js'
import type { RequestOutcome, StoreEvent } from '../src/session/store-event.js'
import type { ScopePhase } from '../src/session/store-state.js'
import {
  EPOCH,
  grantOf,
  live,
  pauseUntil,
  request,
  signedIn,
  signedOut,
  tokenRecord,
  waiting,
} from './session-samples.js'

const grant = grantOf()

/** Every phase of a scope, with a token of a minute from the start on. */
export const PHASES: Readonly<Record<string, ScopePhase | undefined>> = {
  absent: undefined,
  idle: { status: 'idle' },
  reading: { status: 'reading' },
  issuing: { status: 'issuing', request },
  scheduled: live({ status: 'idle' }, grant),
  running: live({ status: 'issuing', request }, grant),
  'backing-off': live(waiting(35_000), grant),
  waiting: waiting(30_000),
  denied: waiting(60_000, { cause: 'denied' }),
}

const wanted = (minValidityMs: number): StoreEvent => ({
  type: 'token-wanted',
  key: '',
  scope: undefined,
  minValidityMs,
})
export const read = (generation?: number): StoreEvent => {
  const record = generation === undefined ? undefined : tokenRecord({ generation })
  return { type: 'records-read', key: '', view: signedIn, record }
}
export const settled = (outcome: RequestOutcome, number = request.number): StoreEvent => {
  return { type: 'request-settled', key: '', number, outcome, skewMs: undefined }
}
const failed = (cause: FailurePause['cause']): StoreEvent => {
  const pause = pauseUntil(20_000, { cause })
  return settled({ kind: 'failed', pause, status: undefined, problem: undefined })
}
const heldUp = (cause: Pause['cause']) =>
  settled({ kind: 'held-up', pause: waiting(20_000, { cause }).pause })
export const next: TokenRecord = tokenRecord({ generation: 4 })
export const nextView: SessionView & { status: 'active' } = { ...signedIn, epoch: EPOCH + 1 }
const outView = { ...signedOut, epoch: EPOCH + 1 }

export const FRESH = 1_000
const LATER = 8_000
const DUE = 40_000
const OVER = 120_000

/** Every event, when it happens after the start, and how often it matters. */
export const EVENTS: Readonly<Record<string, readonly [StoreEvent, number]>> = {
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
    settled({
      kind: 'issued',
      record: next,
      view: signedIn,
      cappedFromMs: undefined,
      sentMonotonicMs: 5_000,
    }),
    FRESH,
  ],
  'request-settled, adopted': [settled({ kind: 'adopted', record: next }), FRESH],
  'request-settled, epoch-lost': [settled({ kind: 'epoch-lost', view: nextView }), FRESH],
  'request-settled, other-subject': [settled({ kind: 'other-subject', view: nextView }), FRESH],
  'request-settled, superseded': [settled({ kind: 'superseded' }), FRESH],
  'request-settled, session-ended': [settled({ kind: 'session-ended' }), FRESH],
  'request-settled, denied': [failed('denied'), FRESH],
  'request-settled, misconfigured': [failed('misconfigured'), FRESH],
  'request-settled, unavailable': [failed('unavailable'), FRESH],
  'request-settled, held up by a failure elsewhere': [heldUp('unavailable'), FRESH],
  'request-settled, held up by the budget': [heldUp('budget'), FRESH],
  'network-came-back, fresh': [{ type: 'network-came-back' }, FRESH],
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
}

export const IGNORED = 'ignored'

/**
 * What becomes of a watched scope, by event and by the phases it finds: the phase after, with the reason of a request
 * on its way, and what is to be done about it, events by their type.
 */
export const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
    'idle reading scheduled backing-off waiting denied': 'scheduled token-adopted',
    'issuing running': 'running:renewal token-adopted',
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
    issuing: 'reading read-records',
    running: 'backing-off',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, session-ended': {
    'issuing running': 'idle signed-out end-session',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, denied': {
    issuing: 'denied renewal-failed',
    running: 'backing-off renewal-failed',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, held up by a failure elsewhere': {
    issuing: 'waiting',
    running: 'backing-off',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'request-settled, held up by the budget': {
    issuing: 'waiting budget-spent',
    running: 'backing-off budget-spent',
    'absent idle reading scheduled backing-off waiting denied': IGNORED,
  },
  'network-came-back, fresh': {
    'idle waiting': 'issuing:expired issue-token',
    'backing-off': 'scheduled',
    'absent reading issuing scheduled running denied': IGNORED,
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

/** The table as ARCHITECTURE.md shows it: what is not listed changes nothing. */
export function renderTransitions(): string {
  const rows = Object.entries(TABLE).flatMap(([event, row]) =>
    Object.entries(row)
      .filter(([, outcome]) => outcome !== IGNORED)
      .map(
        ([phases, outcome]) =>
          `| ${event} | ${phases.replaceAll(' ', ', ')} | ${outcome.replaceAll(' ', ', ')} |`,
      ),
  )
  return ['| event | in | becomes, and is done |', '| --- | --- | --- |', ...rows].join('\n')
}
