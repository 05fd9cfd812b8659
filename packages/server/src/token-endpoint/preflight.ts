import type { Answer } from './answer.js'
import { listedOrigin, type OriginPolicy } from './origin-policy.js'
import { crossSite } from './refusals.js'

/** How long a browser may remember a preflight. A changed list of origins takes this long to be seen everywhere. */
export const preflightMaxAgeSec = 600

const alwaysAllowed = ['content-type', 'hallpass-client', 'authorization']

/**
 * Answers OPTIONS: only a listed origin learns what is allowed. `DELETE` is, even without sign-out, so that the page
 * can read the 405. Whatever else the browser asks for is not echoed.
 */
export function answerPreflight(
  headers: Headers,
  policy: OriginPolicy,
  allowHeaders: readonly string[],
): Answer {
  if (listedOrigin(headers, policy) === undefined) return crossSite('the origin is not allowed')
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST, DELETE',
      'access-control-allow-headers': [...alwaysAllowed, ...allowHeaders].join(', '),
      'access-control-max-age': String(preflightMaxAgeSec),
    },
  }
}
