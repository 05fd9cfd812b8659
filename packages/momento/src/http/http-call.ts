import type { Position, TransportRequest } from '@hallpass/core'
import { base64UrlFromBytes } from './base64.js'

/** One request of the HTTP API, without origin and token. */
export interface HttpCall {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path and query. */
  readonly path: string
  readonly body?: string | Uint8Array
}

/**
 * Cache calls and publishing (Momento, "HTTP API for Cache" and "HTTP API for Topics").
 * @throws Error for a name that no path can carry
 */
export function callFrom(request: TransportRequest): HttpCall {
  switch (request.kind) {
    case 'get':
      return { method: 'GET', path: itemPath(request) }
    case 'set': {
      const ttlSec = Math.max(1, Math.ceil(request.ttlMs / 1000))
      return { method: 'PUT', path: `${itemPath(request)}&ttl_seconds=${ttlSec}`, body: request.value }
    }
    case 'delete':
      return { method: 'DELETE', path: itemPath(request) }
    case 'publish':
      return { method: 'POST', path: topicPath(request), body: request.payload }
  }
}

/**
 * A long-poll: the next number expected, and its page; 0 and 0 without a position.
 * @throws Error for a name that no path can carry
 */
export function pollFrom(position: Position): HttpCall {
  const { page, next } = position.at === 'latest' ? { page: 0n, next: 0n } : position.at
  return { method: 'GET', path: `${topicPath(position)}?sequence_number=${next}&sequence_page=${page}` }
}

function itemPath({ cache, key }: { readonly cache: string; readonly key: string | Uint8Array }): string {
  const query =
    typeof key === 'string' ? `key=${encodeURIComponent(key)}` : `key_base64=${base64UrlFromBytes(key)}`
  return `/cache/${pathPart(cache)}?${query}`
}

function topicPath({ cache, topic }: { readonly cache: string; readonly topic: string }): string {
  return `/topics/${pathPart(cache)}/${pathPart(topic)}`
}

/** Dots alone would be taken for a step in the path, also when they are escaped (URL Standard, "single-dot URL path segment"). */
function pathPart(name: string): string {
  if (/^\.{0,2}$/.test(name)) throw new TypeError('a name that is empty, . or ..')
  return encodeURIComponent(name)
}
