import type { CacheRole, TopicRole } from './permission.js'

/** What may be done, in a word: with items or with topics. */
export type Role = CacheRole | TopicRole

/** The rights that each role is short for, one bit each: read 1 and write 2 items, publish 4 and subscribe 8 to topics. */
export const RIGHTS: Readonly<Record<Role, number>> = {
  readonly: 1,
  writeonly: 2,
  readwrite: 3,
  publishonly: 4,
  subscribeonly: 8,
  publishsubscribe: 12,
}

/** True for a role of either kind. */
export function isRole(role: unknown): role is Role {
  return typeof role === 'string' && Object.hasOwn(RIGHTS, role)
}

/** True for roles on items. */
export function isCacheRole(role: Role): role is CacheRole {
  return RIGHTS[role] < 4
}

/** What a role is on. */
export function kindOf(role: Role): 'item' | 'topic' {
  return isCacheRole(role) ? 'item' : 'topic'
}
