import type { BackendAnswer } from './backend-answer.js'
import { type PlainAnswer, plainResponse } from './plain-answer.js'

/** How a backend says when to come back: `Retry-After` in either of its forms, or `retry_after` in the body. */
export type RetryAfterForm = 'seconds' | 'date' | 'body'

/** A 429 that says when to come back. A date is said by the backend's own clock. */
export function tooManyRequests(retryAfterSec: number, form: RetryAfterForm = 'seconds'): BackendAnswer {
  return ({ now }) => plainResponse({ status: 429, ...said(retryAfterSec, form, now) })
}

function said(retryAfterSec: number, form: RetryAfterForm, now: number): Omit<PlainAnswer, 'status'> {
  const body = { error: 'temporarily_unavailable' }
  if (form === 'body') return { body: { ...body, retry_after: retryAfterSec } }
  const retryAfter =
    form === 'date' ? new Date(now + retryAfterSec * 1_000).toUTCString() : `${retryAfterSec}`
  return { body, headers: { 'retry-after': retryAfter } }
}
