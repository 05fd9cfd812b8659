import { DefinedScope } from './defined-scope.js'
import { type Fields, parseFields } from './parse-fields.js'
import { parseSelector } from './parse-selector.js'
import { isCacheRole, isTopicRole } from './role.js'
import type { Place, Rule } from './rule.js'
import { type Parsed, refuse } from './scope-problem.js'

/** How many permissions a scope may have unless told otherwise. */
export const DEFAULT_MAX_PERMISSIONS = 10

/** What {@link parseScope} may be told. */
export interface ParseScopeOptions {
  /** @default 10 */
  readonly maxPermissions?: number
}

/**
 * Reads a scope from outside: a request, an answer, a stored record. It takes all of it or nothing: an unknown field,
 * role or form of selector refuses the whole, since ignoring it could grant more than was meant.
 */
export function parseScope(
  value: unknown,
  { maxPermissions = DEFAULT_MAX_PERMISSIONS }: ParseScopeOptions = {},
): Parsed<DefinedScope> {
  const fields = parseFields(value, ['permissions'], '')
  if (!fields.ok) return fields
  const permissions: unknown = fields.value.get('permissions')
  if (!Array.isArray(permissions)) return refuse('permissions', 'must be an array')
  if (permissions.length < 1 || permissions.length > maxPermissions)
    return refuse('permissions', `must be 1 to ${maxPermissions}`)
  return parseRules(permissions)
}

function parseRules(permissions: readonly unknown[]): Parsed<DefinedScope> {
  const rules: Rule[] = []
  for (const [index, permission] of permissions.entries()) {
    const rule = parsePermission(permission, `permissions[${index}]`)
    if (!rule.ok) return rule
    rules.push(rule.value)
  }
  return { ok: true, value: new DefinedScope(rules) }
}

function parsePermission(value: unknown, path: string): Parsed<Rule> {
  const fields = parseFields(value, ['role', 'cache', 'item', 'topic'], path)
  if (!fields.ok) return fields
  const role = fields.value.get('role')
  if (!isCacheRole(role) && !isTopicRole(role)) return refuse(`${path}.role`, 'is not a role')
  const place = parsePlace(fields.value, isCacheRole(role) ? 'item' : 'topic', path)
  return place.ok ? { ok: true, value: { role, ...place.value } } : place
}

function parsePlace(fields: Fields, kind: 'item' | 'topic', path: string): Parsed<Place> {
  const other = kind === 'item' ? 'topic' : 'item'
  if (fields.has(other)) return refuse(`${path}.${other}`, 'does not go with this role')
  const cache = parseSelector(fields.get('cache'), 'cache', `${path}.cache`)
  if (!cache.ok) return cache
  const isEveryItem = kind === 'item' && !fields.has(kind)
  const target = parseSelector(isEveryItem ? '*' : fields.get(kind), kind, `${path}.${kind}`)
  return target.ok ? { ok: true, value: { cache: cache.value, target: target.value } } : target
}
