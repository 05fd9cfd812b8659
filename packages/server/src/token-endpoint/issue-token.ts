import { covers, type DefinedScope, parseScope } from '@hallpass/core/scope'
import type { IssuedToken } from '../issuers/token-issuer.js'
import type { TokenAnswer } from './answer.js'
import type { Authorization } from './authorization.js'
import type { EndpointProblem } from './endpoint-problem.js'
import { failed, unavailable } from './refusals.js'
import type { Settings } from './settings.js'

/** What `authorize` decided to give. */
export type Grant = Extract<Authorization, { decision: 'issue' }>

/**
 * Has the token made that was granted. A grant wider than what was asked for is a mistake of the server's: no token
 * is better than one the client never meant to hold (OAuth 2.0 for Browser-Based Applications, section 6.2.2.3).
 */
export async function issueToken(
  grant: Grant,
  requestedScope: DefinedScope | undefined,
  settings: Settings,
): Promise<TokenAnswer> {
  const granted = parseScope(grant.scope)
  if (!granted.ok) return fail({ problem: 'grant-invalid', scopeProblem: granted.problem }, settings)
  if (requestedScope !== undefined && !covers(requestedScope, granted.value)) {
    return fail({ problem: 'grant-wider-than-asked' }, settings)
  }
  const { subject, lifetimeMs, tokenId, session } = grant
  try {
    const order = { subject, authority: granted.value, lifetimeMs, tokenId, session }
    const issued = await settings.issuer.issue(order)
    return tokenAnswer(issued, { ...grant, scope: granted.value }, settings)
  } catch (cause) {
    settings.report({ problem: 'issuer-failed', cause })
    return unavailable
  }
}

/** `expires_in: 0` would mean "never" to some readers, so a token without a whole second left is not sent. */
function tokenAnswer(
  issued: IssuedToken,
  { subject, scope, session }: Grant,
  settings: Settings,
): TokenAnswer {
  const expiresInSec = Math.floor((issued.expiresAt - settings.clock.now()) / 1000)
  if (!(expiresInSec >= 1)) return fail({ problem: 'issued-token-expired' }, settings)
  return {
    outcome: 'issued',
    session,
    status: 200,
    body: {
      access_token: issued.token,
      token_type: issued.tokenType,
      expires_in: expiresInSec,
      granted: scope,
      subject,
      issued_at: Math.floor(issued.issuedAt / 1000),
      ...(issued.endpoint === undefined ? {} : { endpoint: issued.endpoint }),
    },
  }
}

function fail(problem: EndpointProblem, settings: Settings): TokenAnswer {
  settings.report(problem)
  return failed
}
