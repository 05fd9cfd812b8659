import { DefinedScope } from './defined-scope.js'
import type { Authority } from './operation.js'
import { rulesGive } from './rule.js'

/**
 * True when every operation that `narrower` permits is permitted by `wider` too.
 *
 * Each right of each permission of `narrower` must be given, on all its selectors match, by one permission of `wider`;
 * read and write may come from different ones. That never says true wrongly, and says false wrongly only where more
 * than 256 permissions of `wider` add up to what one of them does not give: all 256 next bytes of a prefix and the
 * prefix itself, listed one by one.
 */
export function covers(wider: Authority, narrower: Authority): boolean {
  if (wider === 'super-user') return true
  if (narrower === 'super-user') return false
  const rules = DefinedScope.rulesOf(wider)
  return DefinedScope.rulesOf(narrower).every(rule => rulesGive(rules, rule))
}
