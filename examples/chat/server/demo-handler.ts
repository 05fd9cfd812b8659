import { createTokenEndpoint, metricsResponse, type TokenIssuer, type TokenMetrics } from '@hallpass/server'
import { answerLogin, answerLogout, answerMe } from './account-routes.js'
import { forOrigins } from './cross-origin.js'
import { grantedTo } from './grants.js'
import type { Logins } from './logins.js'
import { json, refusal } from './responses.js'

/** What the demo's routes work with. */
export interface DemoParts {
  readonly origins: readonly string[]
  readonly issuer: TokenIssuer
  readonly lifetimeMs: number
  readonly logins: Logins
  /** Present where `/metrics` is served. */
  readonly metrics: TokenMetrics
  readonly servesMetrics: boolean
  /** The status that everything an app asks for is answered with, while there is one. */
  readonly fault: () => number | undefined
}

type Handler = (request: Request) => Promise<Response>

/** All routes of the demo's backend: a login of the app's own, and the one URL that issues tokens. */
export function createDemoHandler(parts: DemoParts): Handler {
  const tokenEndpoint = createDemoTokenEndpoint(parts)
  const answerApp = forOrigins(parts.origins, request => answerAppRequest(request, parts))
  return async request => {
    const { pathname } = new URL(request.url)
    if (pathname === '/health') return json({ status: 'ok' })
    if (pathname === '/metrics' && parts.servesMetrics) return metricsResponse(parts.metrics)
    const isFault = parts.fault() !== undefined && request.method !== 'OPTIONS'
    return pathname === '/api/token' && !isFault ? tokenEndpoint(request) : answerApp(request)
  }
}

function createDemoTokenEndpoint({ origins, issuer, lifetimeMs, logins, metrics }: DemoParts): Handler {
  return createTokenEndpoint({
    origins,
    issuer,
    metrics,
    authorize(request, requestedScope) {
      const login = logins.find(request)
      if (login === undefined) return { decision: 'signed-out' }
      const { subject, name } = login.account
      const scope = grantedTo(login.account, requestedScope)
      if (scope === undefined) return { decision: 'forbidden' }
      return { decision: 'issue', subject, scope, lifetimeMs, tokenId: name, session: login.label }
    },
    onSignOut(request) {
      logins.end(request)
    },
  })
}

async function answerAppRequest(request: Request, { logins, fault }: DemoParts): Promise<Response> {
  const status = fault()
  if (status !== undefined) return refusal(status, 'out of order, on purpose')
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case 'GET /me':
      return answerMe(request, logins)
    case 'POST /login':
      return answerLogin(request, logins)
    case 'POST /logout':
      return answerLogout(request, logins)
    default:
      return refusal(404, 'no such page')
  }
}
