import { STATUS_CODES } from 'node:http'
import type { Answer } from './answer.js'

/** Why a call is not carried out, as HTTP says it. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 500
  /** For people. Says what was expected and quotes nothing of the request. */
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What a step of a call came to. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

/** A step that went well. */
export function accept<T>(value: T): Checked<T> {
  return { ok: true, value }
}

/** A step that refuses the request as malformed. */
export function refuse(message: string): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { status: 400, message } }
}

/** The same for no token, a token that ended, and one that was never good: nobody learns which. RFC 9110 11.6.1 */
export const unauthenticated: Refusal = {
  status: 401,
  message: 'A valid token is required.',
  headers: { 'www-authenticate': 'Bearer' },
}

/** The token is good and does not reach that far. */
export const forbidden: Refusal = { status: 403, message: 'The token does not permit this.' }

/** Only for callers who may read there. */
export const itemNotFound: Refusal = { status: 404, message: 'There is no such item.' }

/** No call has this path. */
export const routeNotFound: Refusal = { status: 404, message: 'There is nothing at this path.' }

/** Something of ours broke; nobody outside learns what. */
export const failed: Refusal = { status: 500, message: 'The gateway failed to answer.' }

/** The path is known, the method is not one of `allowed`. */
export function methodNotAllowed(allowed: readonly string[]): Refusal {
  return { status: 405, message: 'The method is not allowed here.', headers: { allow: allowed.join(', ') } }
}

/** The body has more than `maxBytes`. */
export function bodyTooLarge(maxBytes: number): Refusal {
  return { status: 413, message: `The body may have ${maxBytes} bytes at most.` }
}

/** The body is of a kind this call does not take. */
export function unsupportedMedia(message: string): Refusal {
  return { status: 415, message }
}

/** A refusal as it is sent; the body is the shape of Momento's management API. */
export function answerFromRefusal(refusal: Refusal): Answer {
  const { status, message, headers } = refusal
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ code: STATUS_CODES[status], message }),
  }
}
