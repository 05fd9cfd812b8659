import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordDecision } from '../environment/storage.js'
import { decideClaim } from './decide-claim.js'
import { type Commit, type CommitRequest, decideCommit } from './decide-commit.js'
import { decidePause, type PauseRequest } from './decide-pause.js'
import { decideBegin, decideSignIn, decideSignOut } from './decide-session.js'
import type { Moment } from './moment.js'
import { SESSION_KEY, tokenKey } from './records.js'
import { sessionView } from './session-view.js'

// A model of several tabs on one database. Each tab begins, claims, asks, and commits what it was given whenever the
// schedule lets it, or writes down that it failed; others sign in and out in between. A sign-out may fail to write its
// tombstone and delete the database behind a mark instead, and the user may delete it at any moment.

type DecideCommit = (
  records: readonly unknown[],
  request: CommitRequest,
  isLasting: boolean,
) => RecordDecision<Commit>
type DecidePause = (records: readonly unknown[], request: PauseRequest) => RecordDecision<undefined>
interface Decisions {
  readonly commit: DecideCommit
  readonly pause: DecidePause
}

const SUBJECTS = ['ada', 'bob'] as const
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('request' as const),
      tab: fc.nat(2),
      subject: fc.constantFrom(...SUBJECTS),
    }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('commit' as const), tab: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('fail' as const), tab: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('sign-in' as const), subject: fc.constantFrom(...SUBJECTS) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'sign-out' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'sign-out-by-mark' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'delete' as const }) },
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

const SCOPE = ''
const budget = { requestsPerMinute: 99, requestsPerMinutePerScope: 99 }

/** Runs a schedule; returns what was broken, if anything. */
function run(schedule: readonly Action[], decide: Decisions): string | undefined {
  let moment: Moment = { at: 1_000_000_000, monotonicMs: 0, chance: 0 }
  const disk = new Map<string, unknown>()
  const pending = new Map<number, CommitRequest>()
  let mark: number | undefined
  let signedOutUpTo = 0
  let issuedCount = 0
  let newest: { epoch: number; generation: number } = { epoch: 0, generation: 0 }

  function transact<T>(decision: (records: readonly unknown[]) => RecordDecision<T>): T {
    const { result, ...write } = decision([disk.get(SESSION_KEY), disk.get(tokenKey(SCOPE))])
    if (write.write === 'replace-all') disk.clear()
    if (write.write !== 'nothing') for (const [key, record] of write.entries) disk.set(key, record)
    return result
  }
  const basis = (stored: unknown) => ({ stored, mark, epoch: 0, at: moment.at })

  function request(tab: number, subject: string): void {
    const view = transact(([stored]) => decideBegin(basis(stored), true))
    if (view.status === 'signed-out') return
    const asked = { scopeKey: SCOPE, epoch: view.epoch, generation: 0, subject: undefined }
    const claim = transact(records =>
      decideClaim(
        records,
        { ...asked, networkBackAt: moment.at, budget, maxLifetimeMs: 3_600_000, mark, moment },
        true,
      ),
    )
    const generation =
      claim.kind === 'proceed'
        ? claim.generation
        : claim.kind === 'adopted'
          ? claim.record.generation
          : undefined
    if (generation === undefined) return
    const grant = { secret: `token-${++issuedCount}-of-${subject}`, lifetimeMs: 60_000, subject }
    pending.set(tab, { ...asked, generation, grant, issuedAt: moment.at, mark, moment })
  }

  function commit(tab: number): string | undefined {
    const asked = pending.get(tab)
    pending.delete(tab)
    if (asked === undefined) return undefined
    const isDeleted = !disk.has(SESSION_KEY)
    const result = transact(records => decide.commit(records, { ...asked, mark }, true))
    if (result.kind !== 'issued') return undefined
    const { epoch, generation } = result.record
    if (isDeleted) return 'a token was stored where everything had been deleted'
    if (epoch <= signedOutUpTo) return 'a token came back after sign-out'
    if (epoch === newest.epoch && generation <= newest.generation) return 'a newer token was overwritten'
    newest = { epoch, generation }
    const view = sessionView(disk.get(SESSION_KEY), mark)
    const isOther =
      view.status === 'active' && view.subject !== undefined && view.subject !== result.record.subject
    return isOther ? "another user's token was stored" : undefined
  }

  function fail(tab: number): string | undefined {
    const asked = pending.get(tab)
    pending.delete(tab)
    if (asked === undefined) return undefined
    const before = disk.get(SESSION_KEY)
    const pause = { cause: 'unavailable', retryAt: moment.at + 1, attempts: 1, since: moment.at } as const
    const { epoch, generation } = asked
    const failed = { scopeKey: SCOPE, epoch, generation, pause, at: moment.at, throttledUntil: 0 }
    transact(records => decide.pause(records, failed))
    const after = disk.get(SESSION_KEY)
    const isSame = isDeepStrictEqual(sessionView(after, undefined), sessionView(before, undefined))
    return isSame && disk.has(SESSION_KEY) === (before !== undefined)
      ? undefined
      : 'a failure changed who is in'
  }

  function signOut(isByMark: boolean): void {
    const before = sessionView(disk.get(SESSION_KEY), mark)
    signedOutUpTo = Math.max(signedOutUpTo, before.epoch)
    if (!isByMark) return void transact(([stored]) => decideSignOut(basis(stored)))
    mark = Math.max(mark ?? 0, before.epoch + 1)
    disk.clear()
  }

  function wipe(): void {
    disk.clear()
    newest = { epoch: 0, generation: 0 }
  }

  for (const step of schedule) {
    moment = { ...moment, at: moment.at + 1_000 }
    if (step.type === 'request') request(step.tab, step.subject)
    if (step.type === 'sign-in') transact(([stored]) => decideSignIn(basis(stored), step.subject))
    if (step.type === 'sign-out' || step.type === 'sign-out-by-mark')
      signOut(step.type === 'sign-out-by-mark')
    if (step.type === 'delete') wipe()
    const broken =
      step.type === 'commit' ? commit(step.tab) : step.type === 'fail' ? fail(step.tab) : undefined
    if (broken !== undefined) return broken
  }
  return undefined
}

const RIGHT: Decisions = { commit: decideCommit, pause: decidePause }

const holds = (decide: Partial<Decisions>, runs: number) =>
  fc.check(
    fc.property(fc.array(action, { maxLength: 40 }), schedule => {
      return run(schedule, { ...RIGHT, ...decide }) === undefined
    }),
    { numRuns: runs, seed: 20_261_121 },
  )

/** The commit with one of its guards taken out, by showing it a record in which the guard finds nothing wrong. */
function withSession(
  change: (record: Record<string, unknown> | undefined, request: CommitRequest) => unknown,
): DecideCommit {
  return ([session, token], request, isLasting) =>
    decideCommit([change(session as Record<string, unknown> | undefined, request), token], request, isLasting)
}

const PLANTED: Record<string, DecideCommit> = {
  'absent equals absent': withSession((record, { epoch }) => record ?? { epoch }),
  'any epoch will do': withSession(
    (record, { epoch }) => record && { ...record, epoch, signedOutAt: undefined },
  ),
  'a tombstone is overlooked': withSession(
    (record, { epoch }) =>
      record && {
        ...record,
        epoch: record.signedOutAt === undefined ? record.epoch : epoch,
        signedOutAt: undefined,
      },
  ),
  'any subject will do': (records, request) => {
    const { subject, ...grant } = request.grant
    const decision = decideCommit(records, { ...request, grant }, true)
    if (decision.result.kind !== 'issued' || subject === undefined) return decision
    return { ...decision, result: { ...decision.result, record: { ...decision.result.record, subject } } }
  },
  'the newer token is not looked at': ([session], request) =>
    decideCommit([session, undefined], request, true),
  'the mark is not looked at': (records, request) => {
    const { epoch } = request
    return decideCommit([records[0] ?? { epoch }, records[1]], { ...request, mark: undefined }, true)
  },
}

describe('the commit, in 5000 random schedules of three tabs', { timeout: 30_000 }, () => {
  it('never brings a token back, overwrites a newer one, or stores that of another user', () => {
    expect(holds({}, 5_000)).toMatchObject({ failed: false })
  })

  it.each(Object.entries(PLANTED))('breaks when %s', (_, decide) => {
    expect(holds({ commit: decide }, 5_000)).toMatchObject({ failed: true })
  })

  it('breaks when a failure is written down without a look at the epoch', () => {
    const pause: DecidePause = (_, request) => decidePause([{ epoch: request.epoch }], request)
    expect(holds({ pause }, 5_000)).toMatchObject({ failed: true })
  })
})
