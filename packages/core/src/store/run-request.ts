import type { Timers } from '../environment/clock.js'
import type { Environment } from '../environment/environment.js'
import type { DefinedScope } from '../scope/index.js'
import { decideClaim } from '../session/decide-claim.js'
import { type Commit, decideCommit } from '../session/decide-commit.js'
import type { TokenRefusal } from '../session/issue.js'
import type { Moment } from '../session/moment.js'
import { SESSION_KEY, tokenKey } from '../session/records.js'
import { LOCK_WAIT_MS, LOCKLESS_WAIT_MS, REQUEST_DEADLINE_MS } from '../session/renewal-schedule.js'
import type { StoreCommand } from '../session/store-command.js'
import type { RequestOutcome } from '../session/store-event.js'
import type { TokenSource } from '../source/token-source.js'
import { capLifetime } from '../token/cap-lifetime.js'
import { parseTokenResponse, type TokenGrant } from '../token/parse-token-response.js'
import { withDeadline } from './deadline.js'
import type { HeldLocks } from './held-locks.js'
import type { RecordKeeper } from './record-keeper.js'

export interface RequestTools {
  readonly id: string
  readonly environment: Environment
  readonly source: TokenSource
  readonly maxLifetimeMs: number
  readonly records: RecordKeeper
  readonly held: HeldLocks
  readonly moment: () => Moment
  readonly mark: () => number | undefined
  /** Scopes whose answer is being stored: until that is over, storage is ahead of this tab by its own doing. */
  readonly storing: Set<string>
  /** Aborts when the store is disposed. */
  readonly ended: AbortSignal
}

type Issue = StoreCommand & { type: 'issue-token' }

/** One request for a token, from the lock to the commit. It always comes to an outcome. */
export async function runRequest(
  issue: Issue,
  scope: DefinedScope | undefined,
  tools: RequestTools,
): Promise<RequestOutcome> {
  const release = await takeLock(issue.key, tools)
  try {
    return await requestUnderLock(issue, scope, tools)
  } finally {
    release()
  }
}

/** The lock saves requests and decides nothing: whoever does not get it in time goes on without. */
async function takeLock(key: string, { environment, held, id, ended }: RequestTools): Promise<() => void> {
  const { lock, timers, random } = environment
  const name = `${id}:issue:${key}`
  const waiting = new AbortController()
  const giveUp = () => waiting.abort()
  const stop = timers.start(LOCK_WAIT_MS, giveUp)
  ended.addEventListener('abort', giveUp)
  const answer = await lock.acquire(name, waiting.signal)
  ended.removeEventListener('abort', giveUp)
  stop()
  if (answer.outcome === 'acquired') return held.hold(answer.release)
  if (answer.outcome === 'busy') await pause(random() * LOCKLESS_WAIT_MS, timers, ended)
  return () => {}
}

function pause(deadlineMs: number, timers: Timers, ended: AbortSignal): Promise<void> {
  return withDeadline<void>(
    { timers, deadlineMs, ended },
    () => new Promise(() => {}),
    async () => {},
  )
}

async function requestUnderLock(
  issue: Issue,
  scope: DefinedScope | undefined,
  tools: RequestTools,
): Promise<RequestOutcome> {
  const { records, moment, mark, ended } = tools
  if (ended.aborted) return NOT_NOW
  const keys = [SESSION_KEY, tokenKey(issue.key)]
  const { epoch, generation, subject } = issue
  const claim = await records.transact(keys, stored =>
    decideClaim(stored, { epoch, generation, subject, mark: mark(), moment: moment() }),
  )
  if (claim.result.kind !== 'proceed') return claim.result
  const issuedAt = moment().at
  const answer = await ask(issue, scope, tools)
  if ('refusal' in answer) return { kind: 'refused', refusal: answer }
  const grant = { ...answer, lifetimeMs: capLifetime(answer.lifetimeMs, tools.maxLifetimeMs) }
  const request = { scopeKey: issue.key, epoch, generation: claim.result.generation, grant, issuedAt }
  tools.storing.add(issue.key)
  const commit = await records.transact(keys, stored =>
    decideCommit(stored, { ...request, mark: mark(), moment: moment() }),
  )
  return outcomeOf(commit.result, answer, tools.maxLifetimeMs)
}

function outcomeOf(commit: Commit, answer: TokenGrant, maxLifetimeMs: number): RequestOutcome {
  if (commit.kind !== 'issued') return commit
  return { ...commit, cappedFromMs: answer.lifetimeMs > maxLifetimeMs ? answer.lifetimeMs : undefined }
}

const UNAVAILABLE: TokenRefusal = { refusal: 'unavailable' }
const NOT_NOW: RequestOutcome = { kind: 'refused', refusal: UNAVAILABLE }
const REFUSALS: readonly unknown[] = ['signed-out', 'denied', 'misconfigured', 'unavailable']

/** What the source says, read once. What it throws may quote the request and is dropped. */
async function ask(
  issue: Issue,
  scope: DefinedScope | undefined,
  tools: RequestTools,
): Promise<TokenGrant | TokenRefusal> {
  const { environment, source } = tools
  const { fetch, timers, decodeJwt } = environment
  const { reason } = issue.request
  const asked = scope === undefined ? {} : { scope }
  const now = environment.clock.now()
  const call = async (signal: AbortSignal) => source({ ...asked, reason, signal, fetch })
  const deadline = { timers, deadlineMs: REQUEST_DEADLINE_MS, ended: tools.ended }
  const answer = await withDeadline<unknown>(deadline, call, async () => UNAVAILABLE).catch(() => UNAVAILABLE)
  if (isRefusal(answer)) return answer
  const parsed = parseTokenResponse(answer, {
    now,
    decodeJwt,
    ...(scope === undefined ? {} : { asked: scope }),
  })
  return parsed.ok ? parsed.value : UNAVAILABLE
}

function isRefusal(answer: unknown): answer is TokenRefusal {
  return (
    typeof answer === 'object' && answer !== null && 'refusal' in answer && REFUSALS.includes(answer.refusal)
  )
}
