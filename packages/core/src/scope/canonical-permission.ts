import { base64FromBytes } from '../bytes/base64.js'
import { bytesFromPercent, textFromPercent } from '../bytes/percent.js'
import { isPrefix, type Pattern, stemOf } from './pattern.js'
import type { ItemSelector, NameSelector, Permission, TopicSelector } from './permission.js'
import { isCacheRole } from './role.js'
import type { Rule } from './rule.js'

/**
 * The one spelling of a rule as a permission: a bare string where that will do, text where the bytes are UTF-8 and
 * padded standard base64 where they are not, no `item` where it would be all. Frozen through and through.
 */
export function canonicalPermission(rule: Rule): Permission {
  return Object.freeze(permissionFromRule(rule))
}

function permissionFromRule({ role, target, ...rule }: Rule): Permission {
  const cache = nameSelectorFrom(rule.cache)
  if (!isCacheRole(role)) return { role, cache, topic: topicSelectorFrom(target) }
  return target === '*' ? { role, cache } : { role, cache, item: Object.freeze(itemSelectorFrom(target)) }
}

// Names were given as text, so unlike keys they are always UTF-8.
function nameSelectorFrom(pattern: Pattern): NameSelector {
  if (pattern === '*') return pattern
  const name = decodeURIComponent(pattern)
  return name === '*' ? Object.freeze({ name }) : name
}

function topicSelectorFrom(pattern: Pattern): TopicSelector {
  const stem = stemOf(pattern)
  const isSomePrefix = isPrefix(pattern) && stem !== ''
  return isSomePrefix ? Object.freeze({ namePrefix: decodeURIComponent(stem) }) : nameSelectorFrom(pattern)
}

function itemSelectorFrom(pattern: Pattern): ItemSelector {
  const stem = stemOf(pattern)
  const text = textFromPercent(stem)
  if (text === undefined) return byteSelectorFrom(pattern, base64FromBytes(bytesFromPercent(stem)))
  if (isPrefix(pattern)) return { keyPrefix: text }
  return text === '*' ? { key: text } : text
}

function byteSelectorFrom(pattern: Pattern, base64: string): ItemSelector {
  return isPrefix(pattern) ? { keyPrefixBase64: base64 } : { keyBase64: base64 }
}
