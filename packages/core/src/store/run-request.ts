import type { Environment } from '../environment/environment.js'
import type { DefinedScope } from '../scope/index.js'
import { type Claim, decideClaim } from '../session/decide-claim.js'
import { type Commit, type CommitRequest, decideCommit } from '../session/decide-commit.js'
import { decidePause } from '../session/decide-pause.js'
import type { TokenRefusal } from '../session/issue.js'
import type { Moment } from '../session/moment.js'
import { pauseAfter } from '../session/pause.js'
import { parseSessionRecord, SESSION_KEY, tokenKey } from '../session/records.js'
import { RETRY_AFTER_MAX_MS } from '../session/renewal-schedule.js'
import type { StoreCommand } from '../session/store-command.js'
import type { RequestOutcome } from '../session/store-event.js'
import type { RequestBudget } from '../session/traffic.js'
import type { TokenSource } from '../source/token-source.js'
import { capLifetime } from '../token/cap-lifetime.js'
import { askSource, UNAVAILABLE } from './ask-source.js'
import type { HeldLocks } from './held-locks.js'
import type { RecordKeeper } from './record-keeper.js'
import { letOthersGoFirst, type Release, takeLock } from './take-lock.js'

export interface RequestTools {
  readonly id: string
  readonly environment: Environment
  readonly source: TokenSource
  readonly maxLifetimeMs: number
  readonly budget: RequestBudget
  readonly records: RecordKeeper
  readonly held: HeldLocks
  readonly moment: () => Moment
  readonly mark: () => number | undefined
  /** Whether it could be written. */
  readonly writeMark: (epoch: number) => boolean
  /** Whether the machine still waits for a request. */
  readonly isAwaited: (issue: Issue) => boolean
  /** Scopes whose answer is being stored: until that is over, storage is ahead of this tab by its own doing. */
  readonly storing: Set<string>
  /** Aborts when the store is disposed. */
  readonly ended: AbortSignal
}

type Issue = StoreCommand & { type: 'issue-token' }

/** What a request came to, and what its answer told of the backend's clock. */
export interface Settlement {
  readonly outcome: RequestOutcome
  readonly skewMs?: number | undefined
}

/** One request for a token, from the lock to the commit. It always comes to an outcome. */
export async function runRequest(
  issue: Issue,
  scope: DefinedScope | undefined,
  tools: RequestTools,
): Promise<Settlement> {
  const release = await takeLock(issue.key, tools)
  try {
    if (tools.ended.aborted) return { outcome: failure(UNAVAILABLE, 0, tools.moment()) }
    const claim = await claimRequest(issue, tools, release)
    if (claim.kind !== 'proceed') return { outcome: claim }
    // Another epoch may have begun in this tab meanwhile, and a request of its own with it.
    const isOver = tools.ended.aborted || !tools.isAwaited(issue)
    return isOver ? { outcome: { kind: 'superseded' } } : await request(issue, claim, scope, tools)
  } finally {
    release?.()
  }
}

async function claimRequest(issue: Issue, tools: RequestTools, release: Release): Promise<Claim> {
  const { records, moment, mark, budget, maxLifetimeMs } = tools
  const asked = { ...issue, scopeKey: issue.key, budget, maxLifetimeMs }
  const claim = async () => {
    const { result } = await records.transact(keysOf(issue), (stored, isLasting) =>
      decideClaim(stored, { ...asked, mark: mark(), moment: moment() }, isLasting),
    )
    return result
  }
  let claimed = await claim()
  // Without locks many tabs may have asked at once, and spent it: one of them brings the token for all.
  for (let round = 0; !release && round < LOCKLESS_ROUNDS && isOutOfBudget(claimed); round++) {
    await letOthersGoFirst(tools)
    claimed = await claim()
  }
  return claimed
}

const LOCKLESS_ROUNDS = 5

function isOutOfBudget(claim: Claim): boolean {
  return claim.kind === 'held-up' && claim.pause.cause === 'budget'
}

const keysOf = ({ key }: Issue) => [SESSION_KEY, tokenKey(key)]

async function request(
  issue: Issue,
  claim: Claim & { kind: 'proceed' },
  scope: DefinedScope | undefined,
  tools: RequestTools,
): Promise<Settlement> {
  const { records, moment } = tools
  const { key: scopeKey, epoch, subject } = issue
  const { at: issuedAt, monotonicMs: sentMonotonicMs } = moment()
  const { answer, skewMs } = await askSource(scope, issue.request.reason, tools)
  const fail = async (refusal: TokenRefusal): Promise<Settlement> => {
    const attempts = Math.max(issue.request.attempts, claim.attempts) + 1
    return {
      outcome: await sharedFailure({ ...issue, generation: claim.generation }, refusal, attempts, tools),
      skewMs,
    }
  }
  if ('refusal' in answer) {
    const isEnd = answer.refusal === 'signed-out' && !(await hasSignedInSince(claim, tools))
    return isEnd ? { outcome: ENDED, skewMs } : fail(answer)
  }
  const grant = { ...answer, lifetimeMs: capLifetime(answer.lifetimeMs, tools.maxLifetimeMs) }
  tools.storing.add(scopeKey)
  const result = await commit(
    issue,
    { scopeKey, epoch, subject, generation: claim.generation, grant, issuedAt },
    tools,
  )
  if (result.kind === 'same-token')
    return fail({ ...UNAVAILABLE, problem: 'same-token', endsAt: result.endsAt })
  if (result.kind !== 'issued') return { outcome: result, skewMs }
  if (issue.request.reason !== 'renewal' && !tools.ended.aborted) void records.sweep()
  const cappedFromMs = answer.lifetimeMs > tools.maxLifetimeMs ? answer.lifetimeMs : undefined
  return { outcome: { ...result, cappedFromMs, sentMonotonicMs }, skewMs }
}

/** Storage that can be read but not written has an older session: a second claim settles which of the two holds. */
async function commit(
  issue: Issue,
  started: Omit<CommitRequest, 'mark' | 'moment'>,
  tools: RequestTools,
): Promise<Commit> {
  const { records, mark, moment } = tools
  const tryOnce = async () => {
    const { result } = await records.transact(keysOf(issue), (stored, isLasting) =>
      decideCommit(stored, { ...started, mark: mark(), moment: moment() }, isLasting),
    )
    return result
  }
  const first = await tryOnce()
  if (first.kind !== 'epoch-lost' || first.view.epoch >= issue.epoch) return first
  const claim = await claimRequest(issue, tools, undefined)
  return claim.kind === 'proceed' ? tryOnce() : first
}

/** A login since the request was sent makes its 401 old news: the new cookie is asked again. */
async function hasSignedInSince(
  { signInCount }: Claim & { kind: 'proceed' },
  { records }: RequestTools,
): Promise<boolean> {
  const [session] = await records.read([SESSION_KEY])
  return (parseSessionRecord(session)?.signInCount ?? 0) > signInCount
}

const ENDED: RequestOutcome = { kind: 'session-ended' }

/** What a refusal comes to. */
export function failure(refusal: TokenRefusal, attempts: number, moment: Moment): Failed {
  const { status, problem } = refusal
  return { kind: 'failed', pause: pauseAfter(refusal, attempts, moment), status, problem }
}

type Failed = RequestOutcome & { kind: 'failed' }

/** A refusal, written down for the other tabs while they still wait for the lock. */
async function sharedFailure(
  issue: Issue,
  refusal: TokenRefusal,
  attempts: number,
  { records, moment }: RequestTools,
): Promise<Failed> {
  const outcome = failure(refusal, attempts, moment())
  const { pause } = outcome
  const isThrottled = pause.cause === 'unavailable' && refusal.retryAfterMs !== undefined
  const throttledUntil = isThrottled ? pause.since + Math.min(refusal.retryAfterMs, RETRY_AFTER_MAX_MS) : 0
  const { key: scopeKey, epoch, generation } = issue
  await records.transact(keysOf(issue), stored =>
    decidePause(stored, { scopeKey, epoch, generation, pause, throttledUntil, at: moment().at }),
  )
  return outcome
}
