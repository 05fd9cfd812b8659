/**
 * Why a call could not be served: the closed list of codes, each with the facts that come with it.
 *
 * | code | when | what the app does |
 * |---|---|---|
 * | `signed-out` | nobody is signed in, here or in another tab | show the sign-in page; call `signIn()` after the login |
 * | `denied` | the backend refused this scope | hide what needs it; asked again after `signIn()` or `askAgainAt` |
 * | `not-permitted` | no declared scope, or not the granted one, permits the operation | ask `can()` first; say why it is disabled |
 * | `misconfigured` | the token endpoint or the service refuses our requests as such | fix the set-up; `status` helps |
 * | `unavailable` | no usable token or no answer for now | show it, try again from `retryAt` on |
 * | `endpoint-not-allowed` | the token names an endpoint that is not trusted; a fetcher met a URL outside its `origins`, or a redirect | list it in the transport's `endpoints`, or the fetcher's `origins` |
 * | `capability-missing` | the transport cannot do this | use another transport |
 * | `rejected` | the service refused two tokens in a row | look at the issuer's keys and clock |
 * | `undecodable` | a stored item does not fit its codec | change the codec or rewrite the item |
 * | `aborted` | the caller's signal aborted | nothing |
 * | `disposed` | the session was disposed | nothing |
 */
export type SessionProblem =
  | { readonly code: 'signed-out' }
  | { readonly code: 'denied'; readonly askAgainAt: number }
  | { readonly code: 'not-permitted' }
  | { readonly code: 'misconfigured'; readonly status?: number }
  | { readonly code: 'unavailable'; readonly retryAt: number }
  | { readonly code: 'endpoint-not-allowed' }
  | { readonly code: 'capability-missing' }
  | { readonly code: 'rejected' }
  | { readonly code: 'undecodable' }
  | { readonly code: 'aborted' }
  | { readonly code: 'disposed' }

export type SessionErrorCode = SessionProblem['code']

const brand = Symbol.for('hallpass.session-error')

/**
 * The one error of this package: switch on `error.problem.code`. It has no `cause`, since causes quote requests,
 * answers and thereby tokens.
 */
export class SessionError extends Error {
  override readonly name = 'SessionError'
  readonly problem: SessionProblem

  constructor(problem: SessionProblem) {
    super(`hallpass: ${problem.code}`)
    this.problem = problem
    Object.defineProperty(this, brand, { value: true })
  }

  /** Short for `problem.code`. */
  get code(): SessionErrorCode {
    return this.problem.code
  }
}

/** Whether a caught value is a {@link SessionError}, also of another copy of this package. */
export function isSessionError(value: unknown): value is SessionError {
  return typeof value === 'object' && value !== null && brand in value
}
