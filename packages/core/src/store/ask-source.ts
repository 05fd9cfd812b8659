import type { Environment } from '../environment/environment.js'
import type { Fetch } from '../environment/network.js'
import { epochMsFromHttpDate } from '../environment/parse-time.js'
import type { DefinedScope } from '../scope/index.js'
import type { IssueReason, TokenRefusal } from '../session/issue.js'
import { measureSkewMs } from '../session/measure-skew.js'
import { REQUEST_DEADLINE_MS } from '../session/renewal-schedule.js'
import type { TokenSource } from '../source/token-source.js'
import { parseTokenResponse, type TokenGrant } from '../token/parse-token-response.js'
import { withDeadline } from './deadline.js'

export interface SourceTools {
  readonly environment: Environment
  readonly source: TokenSource
  /** Aborts when the store is disposed. */
  readonly ended: AbortSignal
}

export interface SourceAnswer {
  readonly answer: TokenGrant | TokenRefusal
  readonly skewMs: number | undefined
}

export const UNAVAILABLE: TokenRefusal = { refusal: 'unavailable' }

const REFUSALS: readonly unknown[] = ['signed-out', 'denied', 'misconfigured', 'unavailable']

/** What the source says, read once, under a deadline. What it throws may quote the request and is dropped. */
export async function askSource(
  scope: DefinedScope | undefined,
  reason: IssueReason,
  { environment, source, ended }: SourceTools,
): Promise<SourceAnswer> {
  const { clock, timers, decodeJwt } = environment
  const asked = scope && { scope }
  const sentAt = clock.now()
  const { fetch, lastDate } = hearDates(environment)
  const call = async (signal: AbortSignal) => source({ ...asked, reason, signal, fetch })
  const deadline = { timers, deadlineMs: REQUEST_DEADLINE_MS, ended }
  const said = await withDeadline<unknown>(deadline, call, async () => UNAVAILABLE).catch(() => UNAVAILABLE)
  const receivedAt = clock.now()
  const measure = (issuedAt?: number) => measureSkewMs({ date: lastDate(), issuedAt, sentAt, receivedAt })
  if (isRefusal(said)) return { answer: said, skewMs: measure() }
  const now = receivedAt + (measure() ?? 0)
  const parsed = parseTokenResponse(said, { now, decodeJwt, asked: scope })
  if (parsed.ok) return { answer: parsed.value, skewMs: measure(parsed.value.issuedAt) }
  return { answer: { ...UNAVAILABLE, problem: parsed.problem.code }, skewMs: measure() }
}

/** The environment's `fetch`, with an ear for the backend's clock. */
function hearDates({ fetch }: Environment): { fetch: Fetch; lastDate(): number | undefined } {
  let date: number | undefined
  return {
    async fetch(input, init) {
      const response = await fetch(input, init)
      date = epochMsFromHttpDate(response.headers.get('date') ?? '')
      return response
    },
    lastDate: () => date,
  }
}

function isRefusal(answer: unknown): answer is TokenRefusal {
  return (
    typeof answer === 'object' && answer !== null && 'refusal' in answer && REFUSALS.includes(answer.refusal)
  )
}
