import { DefinedScope } from './defined-scope.js'
import { readFields } from './read-fields.js'
import { readSelector, SELECTOR_FORMS } from './read-selector.js'
import { isRole, kindOf } from './role.js'
import type { Rule } from './rule.js'

/** The fields that a scope may have. */
export const SCOPE_FIELDS: readonly string[] = ['permissions']

/** The fields that permissions may have. */
export const PERMISSION_FIELDS: readonly string[] = ['role', 'cache', 'item', 'topic']

/**
 * Reads a scope from outside: an answer, a stored record. It takes all of it or nothing: an unknown field, role or form
 * of selector refuses the whole, since ignoring it could grant more than was meant. `parseScope` says why as well.
 */
export function readScope(value: unknown, maxPermissions: number): DefinedScope | undefined {
  const permissions = readFields(value, SCOPE_FIELDS)?.permissions
  if (!Array.isArray(permissions) || permissions.length < 1 || permissions.length > maxPermissions)
    return undefined
  const rules = permissions.map(readRule).filter(rule => rule !== undefined)
  return rules.length === permissions.length ? new DefinedScope(rules) : undefined
}

/** Reads one permission. */
export function readRule(permission: unknown): Rule | undefined {
  const { role, ...selectors } = readFields(permission, PERMISSION_FIELDS) ?? {}
  if (!isRole(role)) return undefined
  const kind = kindOf(role)
  const { cache, [kind]: target, ...others } = kind === 'item' ? { item: '*', ...selectors } : selectors
  const cachePattern = readSelector(cache, SELECTOR_FORMS.cache)
  const targetPattern = readSelector(target, SELECTOR_FORMS[kind])
  const isKnown = Object.keys(others).length === 0
  return isKnown && cachePattern && targetPattern ? [role, cachePattern, targetPattern] : undefined
}
