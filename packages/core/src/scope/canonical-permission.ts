import { binaryFromPercent, textFromPercent } from '../bytes/percent.js'
import type { Pattern } from './pattern.js'
import type { Permission } from './permission.js'
import { isCacheRole } from './role.js'
import type { Rule } from './rule.js'

/**
 * The one spelling of a rule as a permission: a bare string where that will do, text where the bytes are UTF-8 and
 * padded standard base64 where they are not, no `item` where it would be all. Frozen through and through.
 */
export function canonicalPermission([role, cachePattern, target]: Rule): Permission {
  const cache = selectorFrom(cachePattern, 'name')
  const place = isCacheRole(role)
    ? target !== '*' && { item: selectorFrom(target, 'key') }
    : { topic: selectorFrom(target, 'name') }
  // The compiler does not follow the names of selectors' forms where they are put together.
  return Object.freeze({ role, cache, ...place } as Permission)
}

function selectorFrom(pattern: Pattern, form: 'name' | 'key'): unknown {
  if (pattern === '*') return pattern
  const [stem = '', star] = pattern.split('*')
  const text = textFromPercent(stem)
  if (star === undefined && text !== undefined && text !== '*') return text
  const suffix = `${star === undefined ? '' : 'Prefix'}${text === undefined ? 'Base64' : ''}`
  return Object.freeze({ [form + suffix]: text ?? btoa(binaryFromPercent(stem)) })
}
