import type { DefinedScope, Operation, Scope } from '@hallpass/core'

/** What every simulated app declares: a narrow scope within a wide one, and one apart. */
export const declaredScopes = {
  wide: { permissions: [{ role: 'readwrite', cache: 'notes' }] },
  narrow: { permissions: [{ role: 'readonly', cache: 'notes' }] },
  room: { permissions: [{ role: 'publishsubscribe', cache: 'notes', topic: 'lobby' }] },
} as const satisfies Record<string, Scope>

export type ScopeName = keyof typeof declaredScopes
export const scopeNames: readonly ScopeName[] = ['wide', 'narrow', 'room']

/** Operations, each with the one scope whose token is right for it. */
export const operations: readonly { readonly operation: Operation; readonly scope: ScopeName }[] = [
  { operation: { kind: 'read', cache: 'notes', key: 'a' }, scope: 'narrow' },
  { operation: { kind: 'write', cache: 'notes', key: 'a' }, scope: 'wide' },
  { operation: { kind: 'publish', cache: 'notes', topic: 'lobby' }, scope: 'room' },
]

export function defineAll(define: (scope: Scope) => DefinedScope): Readonly<Record<ScopeName, DefinedScope>> {
  const { wide, narrow, room } = declaredScopes
  return { wide: define(wide), narrow: define(narrow), room: define(room) }
}
