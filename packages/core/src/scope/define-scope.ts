import type { DefinedScope } from './defined-scope.js'
import { parseScope } from './parse-scope.js'
import type { Scope } from './permission.js'

/**
 * Makes a scope written in code ready for use, once. For values from outside there is `parseScope`.
 *
 * @throws TypeError that says where and what is wrong.
 * @example
 * const profiles = defineScope({ permissions: [{ role: 'readwrite', cache: 'profiles', item: { keyPrefix: 'ada:' } }] })
 */
export function defineScope(value: Scope): DefinedScope {
  return define(value, 'scope')
}

/** Declared scopes by their names. */
export type DefinedScopes<T> = { readonly [Name in keyof T]: DefinedScope }

/**
 * Declares scopes under names, which are then known to the compiler. The record has no prototype, so that no name but
 * a declared one is found in it.
 *
 * @throws TypeError that says which, where and what is wrong.
 */
export function defineScopes<T extends Readonly<Record<string, Scope>>>(scopes: T): DefinedScopes<T> {
  const defined = Object.entries(scopes).map(([name, scope]) => [name, define(scope, `scopes.${name}`)])
  return Object.freeze(Object.setPrototypeOf(Object.fromEntries(defined), null))
}

function define(value: unknown, name: string): DefinedScope {
  const parsed = parseScope(value)
  if (parsed.ok) return parsed.value
  const { path, message } = parsed.problem
  throw new TypeError(`${path === '' ? name : `${name}.${path}`} ${message}`)
}
