import type { Answer } from './answer.js'
import { answerSignOut } from './answer-sign-out.js'
import { answerTokenRequest } from './answer-token-request.js'
import { answerPreflight } from './preflight.js'
import { methodNotAllowed } from './refusals.js'
import { responseFrom } from './response.js'
import { readSettings, type Settings, type TokenEndpointOptions } from './settings.js'

/** A request handler for one URL, in the form every web-standard runtime takes. */
export type TokenEndpoint = (request: Request) => Promise<Response>

/**
 * Makes the backend's URL that issues tokens: POST issues, DELETE signs out, OPTIONS answers listed origins. It keeps
 * no state, so any number of processes may run it. What the app's functions throw becomes a bare 500 or 503.
 *
 * @throws TypeError when an option is wrong
 * @example
 * const handler = createTokenEndpoint({ issuer, authorize })
 * function authorize(request, requestedScope) {
 *   const user = userOf(request)
 *   if (user === undefined) return { decision: 'signed-out' }
 *   const scope = requestedScope ?? user.scope
 *   if (!covers(user.scope, scope)) return { decision: 'forbidden' }
 *   return { decision: 'issue', subject: user.id, scope }
 * }
 */
export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const settings = readSettings(options)
  return async request => responseFrom(await answerRequest(request, settings), request, settings.origins)
}

async function answerRequest(request: Request, settings: Settings): Promise<Answer> {
  const { onSignOut, origins, allowHeaders } = settings
  switch (request.method) {
    case 'POST':
      return answerTokenRequest(request, settings)
    case 'DELETE':
      if (onSignOut !== undefined) return answerSignOut(request, onSignOut, settings)
      break
    case 'OPTIONS':
      return answerPreflight(request.headers, origins, allowHeaders)
  }
  return methodNotAllowed(onSignOut === undefined ? ['POST', 'OPTIONS'] : ['POST', 'DELETE', 'OPTIONS'])
}
