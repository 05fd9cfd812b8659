import type { DefinedScope } from '../scope/index.js'
import type { ScopeArgument } from './token-store.js'

/** The declared scopes, by name and by key. */
export interface ScopeNames {
  readonly declared: readonly DefinedScope[]
  /** @throws TypeError for a name that was not declared */
  resolve(argument: ScopeArgument | undefined): NamedScope
  nameOf(key: string): string
}

export interface NamedScope {
  readonly key: string
  readonly scope: DefinedScope | undefined
}

/** The default scope: the backend decides. */
export const DEFAULT_SCOPE: NamedScope = { key: '', scope: undefined }

export function createScopeNames(scopes: Readonly<Record<string, DefinedScope>>): ScopeNames {
  const byName = new Map(Object.entries(scopes).map(([name, scope]) => [name, { key: scope.key, scope }]))
  const names = new Map([...byName].reverse().map(([name, { key }]) => [key, name]))
  return {
    declared: Object.values(scopes),
    resolve(argument) {
      if (argument === undefined) return DEFAULT_SCOPE
      if (typeof argument !== 'string') return { key: argument.key, scope: argument }
      const named = byName.get(argument)
      if (named === undefined)
        throw new TypeError(`no scope is declared by the name ${JSON.stringify(argument)}`)
      return named
    },
    nameOf: key => names.get(key) ?? key,
  }
}
