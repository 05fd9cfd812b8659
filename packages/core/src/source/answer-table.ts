import type { TokenRefusal } from '../session/issue.js'

const PASSING: readonly number[] = [408, 425, 429]

/** What an answer of the token endpoint means, by status and by the error codes of RFC 6749 section 5.2. */
export function classifyAnswer(status: number, body: unknown): TokenRefusal['refusal'] | undefined {
  if (status >= 200 && status < 300) return undefined
  const error = memberOf(body, 'error')
  if (status === 401 || (status === 400 && error === 'invalid_grant')) return 'signed-out'
  if (status === 403 || (status === 400 && error === 'invalid_scope')) return 'denied'
  return status >= 500 || PASSING.includes(status) || status < 400 ? 'unavailable' : 'misconfigured'
}

/**
 * How long to leave the backend alone: `retry_after` in the body, since browsers hide the header across origins, else
 * `Retry-After` in seconds (RFC 9110 section 10.2.3).
 */
export function retryAfterMs(header: string | null, body: unknown): number | undefined {
  const inBody = memberOf(body, 'retry_after')
  const seconds =
    typeof inBody === 'number'
      ? inBody
      : header !== null && /^\d{1,9}$/.test(header)
        ? Number(header)
        : Number.NaN
  return seconds >= 0 && Number.isFinite(seconds) ? seconds * 1_000 : undefined
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
}
