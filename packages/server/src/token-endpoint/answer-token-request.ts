import type { DefinedScope } from '@hallpass/core/scope'
import { assertNever } from '../assert-never.js'
import type { TokenAnswer } from './answer.js'
import type { Authorization } from './authorization.js'
import { crossSiteRefusal } from './cross-site-rule.js'
import { issueToken } from './issue-token.js'
import {
  crossSite,
  failed,
  forbidden,
  later,
  scopeRefused,
  signedOut,
  unsupportedMediaType,
} from './refusals.js'
import type { Settings } from './settings.js'
import { isJsonRequest, readTokenRequest } from './token-request.js'

/** Answers a POST, and counts it. */
export async function answerTokenRequest(request: Request, settings: Settings): Promise<TokenAnswer> {
  const answer = await judgeTokenRequest(request, settings)
  settings.metrics?.count(answer.outcome, answer.session)
  return answer
}

/** What any page could have sent is refused before `authorize` sees the request, and with it the cookie. */
async function judgeTokenRequest(request: Request, settings: Settings): Promise<TokenAnswer> {
  if (!isJsonRequest(request.headers)) return unsupportedMediaType
  const refusal = crossSiteRefusal(request, settings.origins)
  if (refusal !== undefined) return crossSite(refusal)
  const asked = await readTokenRequest(request)
  return asked.ok ? authorizeRequest(request, asked.requestedScope, settings) : asked.answer
}

async function authorizeRequest(
  request: Request,
  requestedScope: DefinedScope | undefined,
  settings: Settings,
): Promise<TokenAnswer> {
  try {
    const authorization = await settings.authorize(request, requestedScope)
    return await answerFor(authorization, requestedScope, settings)
  } catch (cause) {
    settings.report({ problem: 'authorize-failed', cause })
    return failed
  }
}

async function answerFor(
  authorization: Authorization,
  requestedScope: DefinedScope | undefined,
  settings: Settings,
): Promise<TokenAnswer> {
  switch (authorization.decision) {
    case 'issue':
      return issueToken(authorization, requestedScope, settings)
    case 'signed-out':
      return signedOut
    case 'forbidden':
      return forbidden
    case 'scope-refused':
      return scopeRefused
    case 'later':
      return later(authorization.retryAfterMs, authorization.because ?? 'too-many-requests')
    default:
      return assertNever(authorization)
  }
}
