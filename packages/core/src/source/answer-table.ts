import { epochMsFromHttpDate } from '../environment/parse-time.js'
import type { TokenRefusal } from '../session/issue.js'
import { ownField } from '../token/own-field.js'

/** What an answer of the token endpoint means, by status and by the error codes of RFC 6749 section 5.2. */
export function classifyAnswer(status: number, body: unknown): TokenRefusal['refusal'] | undefined {
  if (status >= 200 && status < 300) return undefined
  const error = status === 400 && ownField(body, 'error')
  if (status === 401 || error === 'invalid_grant') return 'signed-out'
  if (status === 403 || error === 'invalid_scope') return 'denied'
  return status >= 500 || status < 400 || [408, 425, 429].includes(status) ? 'unavailable' : 'misconfigured'
}

/**
 * How long to leave the backend alone: `retry_after` in the body, since browsers hide the header across origins, else
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), which counts from the answer's own `Date`.
 */
export function retryAfterMs(headers: Headers, body: unknown): number | undefined {
  const inBody = ownField(body, 'retry_after')
  const ms = typeof inBody === 'number' ? inBody * 1_000 : msFromHeaders(headers)
  return ms >= 0 && ms < Infinity ? ms : undefined
}

function msFromHeaders(headers: Headers): number {
  const header = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const [at, from] = [header, headers.get('date') ?? ''].map(epochMsFromHttpDate)
  return Math.max(0, Number(at) - Number(from))
}
