import { isSessionError, type SessionError, type SessionErrorCode } from '@hallpass/core'
import type { QueryOptions } from '@tanstack/react-query'

export type Retry = QueryOptions<unknown, SessionError>['retry']

/** As `retry` says, except for what repeating cannot cure. */
export function retryIfCurable(retry: Retry, failureCount: number, error: SessionError): boolean {
  if (isSessionError(error) && !curable[error.code]) return false
  // As TanStack Query does where nobody says anything.
  if (retry === undefined) return failureCount < 3
  if (typeof retry === 'function') return retry(failureCount, error)
  return typeof retry === 'number' ? failureCount < retry : retry
}

const curable: Readonly<Record<SessionErrorCode, boolean>> = {
  unavailable: true,
  rejected: true,
  aborted: false,
  'capability-missing': false,
  denied: false,
  disposed: false,
  'endpoint-not-allowed': false,
  misconfigured: false,
  'not-permitted': false,
  'signed-out': false,
  undecodable: false,
}
