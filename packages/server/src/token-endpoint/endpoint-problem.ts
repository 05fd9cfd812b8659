import type { ScopeProblem } from '@hallpass/core/scope'

/**
 * A mistake or failure on the server's side, which the caller only sees as a bare 500 or 503.
 *
 * - `authorize-failed`, `issuer-failed`, `sign-out-failed`: what was called threw `cause`
 * - `grant-invalid`: the scope `authorize` granted is none
 * - `grant-wider-than-asked`: it is not covered by the requested one; narrow it in `authorize`
 * - `issued-token-expired`: the issuer gave a token with less than a second to live
 */
export type EndpointProblem =
  | { readonly problem: 'authorize-failed' | 'issuer-failed' | 'sign-out-failed'; readonly cause: unknown }
  | { readonly problem: 'grant-invalid'; readonly scopeProblem: ScopeProblem }
  | { readonly problem: 'grant-wider-than-asked' }
  | { readonly problem: 'issued-token-expired' }

/** Told about each {@link EndpointProblem}. What it throws changes no answer. */
export type OnProblem = (problem: EndpointProblem) => void | Promise<void>

/** Says which problem, and no more: a cause can quote a cookie or a key, so only an `onProblem` of the app's sees it. */
export function logProblem({ problem }: EndpointProblem): void {
  console.error(`[hallpass] token endpoint: ${problem} (pass onProblem to see the cause)`)
}

/** Calls the hook so that its own failure, now or later, stays its own. */
export function reporter(onProblem: OnProblem): (problem: EndpointProblem) => void {
  const report = async (problem: EndpointProblem) => onProblem(problem)
  return problem => {
    report(problem).catch(() => logProblem(problem))
  }
}
