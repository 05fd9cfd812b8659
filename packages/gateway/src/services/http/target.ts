import { textFromPercent } from './percent-decoding.js'
import { accept, type Checked, refuse } from './refusal.js'

/** What a request asks for, taken apart. */
export interface Target {
  /** Path parts, each decoded once: `/topics/chat/a%2Fb` has `topics`, `chat` and `a/b`. */
  readonly path: readonly string[]
  /** What follows the `?`, still encoded. */
  readonly query: string
}

/**
 * Takes the raw request target apart as it was sent. No `URL` here: it would resolve `.` and `..` and their encoded
 * forms, and so route a call to another place than the one permissions were checked for. Absolute and authority
 * forms (RFC 9112 3.2) are for proxies and refused.
 */
export function parseTarget(raw: string): Checked<Target> {
  if (!raw.startsWith('/') || raw.includes('#')) return refuse('The request target must be a path.')
  const queryAt = raw.indexOf('?')
  const encodedPath = queryAt === -1 ? raw : raw.slice(0, queryAt)
  const path = encodedPath.slice(1).split('/').map(textFromPercent)
  if (!path.every(isPart)) return refuse('A part of the path is badly encoded or a dot segment.')
  return accept({ path, query: queryAt === -1 ? '' : raw.slice(queryAt + 1) })
}

function isPart(part: string | undefined): part is string {
  return part !== undefined && part !== '.' && part !== '..'
}
