import { type Percent, percentFromBytes, percentFromText } from '../bytes/percent.js'
import { DefinedScope } from './defined-scope.js'
import type { Authority, Operation } from './operation.js'
import type { Right } from './role.js'
import { type Place, someRuleGives } from './rule.js'

/**
 * Decides whether `authority` may do `operation`; client, server and gateway all ask here. Names and keys are compared
 * byte by byte, and what no permission grants is denied. The two rights of a `read-write` may come from two
 * permissions. A name that is empty or has a lone surrogate is granted by no scope; how long one is, is not looked at.
 *
 * @example
 * const lobby = defineScope({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic: 'lobby' }] })
 * permits(lobby, { kind: 'publish', cache: 'chat', topic: 'lobby' }) // false
 */
export function permits(authority: Authority, operation: Operation): boolean {
  if (authority === 'super-user') return true
  switch (operation.kind) {
    case 'read':
    case 'write':
      return givesAll(authority, [operation.kind], placeFrom(operation.cache, operation.key))
    case 'read-write':
      return givesAll(authority, ['read', 'write'], placeFrom(operation.cache, operation.key))
    case 'publish':
    case 'subscribe':
      return givesAll(authority, [operation.kind], placeFrom(operation.cache, operation.topic))
    case 'manage-caches':
    case 'issue-tokens':
      return false
    default:
      return denyUnknown(operation)
  }
}

function givesAll(scope: DefinedScope, rights: readonly Right[], place: Place | undefined): boolean {
  if (place === undefined) return false
  return rights.every(right => someRuleGives(DefinedScope.rulesOf(scope), right, place))
}

function placeFrom(cacheName: string, targetName: string | Uint8Array): Place | undefined {
  const cache = percentFrom(cacheName)
  const target = percentFrom(targetName)
  return cache && target ? { cache, target } : undefined
}

// Callers without types may hand in anything. The tag, unlike instanceof, also knows another realm's Uint8Array.
function percentFrom(name: string | Uint8Array): Percent | undefined {
  if (typeof name === 'string') return percentFromText(name)
  return Object.prototype.toString.call(name) === '[object Uint8Array]' ? percentFromBytes(name) : undefined
}

// Takes only what is left when every kind was handled, so a new kind does not compile; at run time it is denied.
function denyUnknown(_operation: never): boolean {
  return false
}
