import { cacheRoutes } from './cache-routes.js'
import { isName } from './names.js'
import { accept, type Checked, refuse, routeNotFound } from './refusal.js'
import type { Route } from './route.js'
import { topicRoutes } from './topic-routes.js'

/** Every call the HTTP API offers. One that is not in here does not exist; each says what it needs permitted. */
export const routes: readonly Route[] = [...cacheRoutes, ...topicRoutes]

/** The routes of one path, with the names found in it. */
export interface RoutedPath {
  readonly names: readonly string[]
  readonly byMethod: ReadonlyMap<string, Route>
}

/** Finds what is offered at a path. */
export function findRoutes(path: readonly string[]): Checked<RoutedPath> {
  const found = routes.filter(route => matches(route, path))
  const [route] = found
  if (route === undefined) return { ok: false, refusal: routeNotFound }
  const names = path.filter((_part, index) => isPlaceholder(route.path[index]))
  if (!names.every(isName))
    return refuse('A cache or topic name has 1 to 256 bytes and no control characters.')
  return accept({ names, byMethod: new Map(found.map(each => [each.method, each])) })
}

function matches(route: Route, path: readonly string[]): boolean {
  return (
    route.path.length === path.length &&
    route.path.every((part, index) => isPlaceholder(part) || part === path[index])
  )
}

function isPlaceholder(part: string | undefined): boolean {
  return part?.startsWith('{') ?? false
}
