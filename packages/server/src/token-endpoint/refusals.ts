import type { ScopeProblem } from '@hallpass/core/scope'
import type { Answer, TokenAnswer } from './answer.js'
import type { CrossSiteRefusal } from './cross-site-rule.js'

/** No session, or one nobody knows: the same answer, so that a stranger learns nothing from it. */
export const signedOut: TokenAnswer = {
  outcome: 'signed_out',
  status: 401,
  headers: { 'www-authenticate': 'Bearer' },
  body: { error: 'invalid_grant', error_description: 'there is no session' },
}

/** There is a session, but no token for it. */
export const forbidden: TokenAnswer = {
  outcome: 'forbidden',
  status: 403,
  body: { error: 'access_denied', error_description: 'the session may not have this token' },
}

/** The app gives this scope to nobody. */
export const scopeRefused: TokenAnswer = {
  outcome: 'scope_refused',
  status: 400,
  body: { error: 'invalid_scope', error_description: 'this scope is not issued' },
}

/** Our own mistake: says nothing of it. */
export const failed: TokenAnswer = {
  outcome: 'failed',
  status: 500,
  body: { error: 'server_error', error_description: 'the request could not be served' },
}

/** Something we need is down: says nothing of what. */
export const unavailable: TokenAnswer = {
  outcome: 'failed',
  status: 503,
  body: { error: 'temporarily_unavailable', error_description: 'no token can be issued now' },
}

/** The content type is the first of what a foreign page cannot send without a preflight. */
export const unsupportedMediaType: TokenAnswer = {
  outcome: 'bad_request',
  status: 415,
  body: { error: 'invalid_request', error_description: 'the content type must be application/json in UTF-8' },
}

/** The body is beyond the limit; the rest of it was not read. */
export const bodyTooLarge: TokenAnswer = {
  outcome: 'bad_request',
  status: 413,
  body: { error: 'invalid_request', error_description: 'the body is too large' },
}

/** The body is not a JSON object in UTF-8. */
export const bodyInvalid: TokenAnswer = {
  outcome: 'bad_request',
  status: 400,
  body: { error: 'invalid_request', error_description: 'the body must be a JSON object' },
}

/** What was asked for is no scope; says where. */
export function scopeInvalid({ path, message }: ScopeProblem): TokenAnswer {
  const description = path === '' ? `scope ${message}` : `scope.${path} ${message}`
  return {
    outcome: 'bad_request',
    status: 400,
    body: {
      error: 'invalid_scope',
      error_description: description.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?'),
    },
  }
}

/** A foreign page, or something that looks like one. */
export function crossSite(refusal: CrossSiteRefusal): TokenAnswer {
  return {
    outcome: 'cross_site',
    status: 403,
    body: { error: 'invalid_request', error_description: refusal },
  }
}

/**
 * Says when to come back, in the header and, since browsers hide that one, in the body.
 *
 * @throws TypeError when the duration is none
 */
export function later(retryAfterMs: number, because: 'too-many-requests' | 'unavailable'): TokenAnswer {
  if (!(retryAfterMs >= 0 && Number.isFinite(retryAfterMs)))
    throw new TypeError('retryAfterMs must be a duration')
  const retryAfterSec = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return {
    outcome: 'later',
    status: because === 'unavailable' ? 503 : 429,
    headers: { 'retry-after': String(retryAfterSec) },
    body: {
      error: 'temporarily_unavailable',
      error_description: because === 'unavailable' ? 'no token can be issued now' : 'too many requests',
      retry_after: retryAfterSec,
    },
  }
}

/** Any other method, and sign-out where the app offers none. */
export function methodNotAllowed(methods: readonly string[]): Answer {
  return {
    status: 405,
    headers: { allow: methods.join(', ') },
    body: { error: 'invalid_request', error_description: 'the method is not allowed' },
  }
}
