import { type Percent, percentFromBinary, percentFromText } from '../bytes/percent.js'
import { DefinedScope } from './defined-scope.js'
import type { Authority, Operation } from './operation.js'
import type { Role } from './role.js'
import { rulesGive } from './rule.js'

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
    case 'read-write':
      return gives(authority, operation, operation.key)
    case 'publish':
    case 'subscribe':
      return gives(authority, operation, operation.topic)
    default:
      // A new kind does not compile here; one that is unknown at run time is denied.
      operation.kind satisfies 'manage-caches' | 'issue-tokens'
      return false
  }
}

function gives(
  scope: DefinedScope,
  operation: Extract<Operation, { cache: string }>,
  targetName: string | Uint8Array,
): boolean {
  const { kind } = operation
  const role: Role = kind === 'read-write' ? 'readwrite' : `${kind}only`
  const cache = percentFromName(operation.cache)
  const target = percentFromName(targetName)
  return !!cache && !!target && rulesGive(DefinedScope.rulesOf(scope), [role, cache, target])
}

// Callers without types may hand in anything. The tag, unlike instanceof, also knows another realm's Uint8Array.
function percentFromName(name: string | Uint8Array): Percent | undefined {
  if (typeof name === 'string') return percentFromText(name)
  if (name?.[Symbol.toStringTag] !== 'Uint8Array') return undefined
  return percentFromBinary(Array.from(name, byte => String.fromCharCode(byte)).join(''))
}
