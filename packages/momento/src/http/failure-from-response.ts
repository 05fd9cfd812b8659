import type { TransportFailure } from '@hallpass/core'

/** Longer pauses are not believed, nor do timers hold them. */
const LONGEST_RETRY_AFTER_SEC = 86_400

/** What a status that is no success means. */
export function failureFromResponse({ status, headers }: Response): TransportFailure {
  if (status === 401) return { outcome: 'rejected' }
  if (status === 403) return { outcome: 'not-permitted' }
  if (status < 500 && ![408, 425, 429].includes(status)) return { outcome: 'misconfigured', status }
  const retryAfterMs = retryAfterMsFrom(headers.get('retry-after'))
  return retryAfterMs === undefined ? { outcome: 'unavailable' } : { outcome: 'unavailable', retryAfterMs }
}

/** Seconds only (RFC 9110 section 10.2.3): a date would need a clock that agrees with the service's. */
function retryAfterMsFrom(value: string | null): number | undefined {
  if (value === null || !/^\d{1,9}$/.test(value)) return undefined
  return Math.min(Number(value), LONGEST_RETRY_AFTER_SEC) * 1000
}
