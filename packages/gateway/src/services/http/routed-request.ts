import type { IncomingMessage } from 'node:http'
import { type OpenPage, openPages } from './open-pages.js'
import { parseQuery, type Query } from './query.js'
import { accept, type Checked, methodNotAllowed, refuse } from './refusal.js'
import type { Route } from './route.js'
import { findRoutes } from './routes.js'
import { parseTarget, type Target } from './target.js'

/** What a request turned out to be. */
export type RoutedRequest =
  | { readonly kind: 'call'; readonly route: Route; readonly names: readonly string[]; readonly query: Query }
  | { readonly kind: 'preflight'; readonly methods: readonly string[] }
  | { readonly kind: 'open-page'; readonly show: OpenPage }

/** Finds out what a request is for, from its method, target and framing alone. */
export function routeRequest(request: IncomingMessage): Checked<RoutedRequest> {
  if ((request.headersDistinct.host ?? []).length > 1) return refuse('Give one host.')
  if (request.headers.upgrade?.toLowerCase() === 'websocket') return refuse('WebSocket is not spoken here.')
  const target = parseTarget(request.url ?? '')
  if (!target.ok) return target
  const method = request.method ?? ''
  const show = openPages.get(target.value.path.join('/'))
  return show === undefined ? routeCall(method, target.value) : routePage(method, show)
}

function routePage(method: string, show: OpenPage): Checked<RoutedRequest> {
  if (method !== 'GET') return { ok: false, refusal: methodNotAllowed(['GET']) }
  return accept({ kind: 'open-page', show })
}

function routeCall(method: string, target: Target): Checked<RoutedRequest> {
  const routed = findRoutes(target.path)
  if (!routed.ok) return routed
  const { names, byMethod } = routed.value
  const methods = [...byMethod.keys(), 'OPTIONS']
  if (method === 'OPTIONS') return accept({ kind: 'preflight', methods })
  const route = byMethod.get(method)
  if (route === undefined) return { ok: false, refusal: methodNotAllowed(methods) }
  const query = parseQuery(target.query)
  return query.ok ? accept({ kind: 'call', route, names, query: query.value }) : query
}
