import { type Pattern, patternIncludes } from './pattern.js'
import { isCacheRole, RIGHTS, type Role } from './role.js'

/** A permission in the form in which it is matched. The target stands for keys or for topics; the role says which. */
export type Rule = readonly [role: Role, cache: Pattern, target: Pattern]

/** True when `rules` give every right of a rule on all that it matches; each right may come from another of them. */
export function rulesGive(rules: readonly Rule[], [wantedRole, wantedCache, wantedTarget]: Rule): boolean {
  let missing = RIGHTS[wantedRole]
  for (const [role, cache, target] of rules)
    if (patternIncludes(cache, wantedCache) && patternIncludes(target, wantedTarget)) missing &= ~RIGHTS[role]
  return missing === 0
}

/** A rule as text, such as `readwrite:profiles/user-*`: equal exactly for equal rules. */
export function keyOfRule([role, cache, target]: Rule): string {
  return `${role}:${cache}/${target}`
}

/** One rule a place, with all the rights that `rules` give there, in one order. */
export function joinRules(rules: readonly Rule[]): readonly Rule[] {
  const joined = new Map<string, Rule>()
  for (const [role, cache, target] of rules) {
    const widest: Rule = [isCacheRole(role) ? 'readwrite' : 'publishsubscribe', cache, target]
    const place = keyOfRule(widest)
    // Of two different roles, either one has both rights already or each has the one that the other lacks.
    const isSame = (joined.get(place)?.[0] ?? role) === role
    joined.set(place, isSame ? [role, cache, target] : widest)
  }
  return [...joined.values()].sort()
}
