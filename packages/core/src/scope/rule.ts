import { type Pattern, patternIncludes } from './pattern.js'
import { isCacheRole, joinRoles, RIGHTS, type Right, type Role } from './role.js'

/** What a rule or an operation is about. `target` stands for keys or for topics; the role or right says which. */
export interface Place {
  readonly cache: Pattern
  readonly target: Pattern
}

/** A permission in the form in which it is matched. */
export interface Rule extends Place {
  readonly role: Role
}

/** True when one of `rules` gives `right` on all of `wanted`. */
export function someRuleGives(rules: readonly Rule[], right: Right, wanted: Place): boolean {
  return rules.some(
    rule =>
      RIGHTS[rule.role].includes(right) &&
      patternIncludes(rule.cache, wanted.cache) &&
      patternIncludes(rule.target, wanted.target),
  )
}

/** A rule as text, such as `readwrite:profiles/user-*`: equal exactly for equal rules. */
export function keyOfRule({ role, cache, target }: Rule): string {
  return `${role}:${cache}/${target}`
}

/** One rule a place, with all the rights that `rules` give there, in the order of {@link keyOfRule}. */
export function joinRules(rules: readonly Rule[]): readonly Rule[] {
  const joined = new Map<string, Rule>()
  for (const rule of rules) {
    const place = `${isCacheRole(rule.role)} ${rule.cache}/${rule.target}`
    joined.set(place, { ...rule, role: joinRoles(rule.role, joined.get(place)?.role ?? rule.role) })
  }
  return [...joined.values()].sort((a, b) => (keyOfRule(a) < keyOfRule(b) ? -1 : 1))
}
