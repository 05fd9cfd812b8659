import type { CacheRole, TopicRole } from './permission.js'

/** What may be done, in a word: with items or with topics. */
export type Role = CacheRole | TopicRole

/** What roles are made of: two rights on items, two on topics. */
export type Right = 'read' | 'write' | 'publish' | 'subscribe'

/** The rights that each role is short for. */
export const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  readonly: ['read'],
  writeonly: ['write'],
  readwrite: ['read', 'write'],
  subscribeonly: ['subscribe'],
  publishonly: ['publish'],
  publishsubscribe: ['publish', 'subscribe'],
}

/** True for roles on items. */
export function isCacheRole(role: unknown): role is CacheRole {
  return role === 'readonly' || role === 'readwrite' || role === 'writeonly'
}

/** True for roles on topics. */
export function isTopicRole(role: unknown): role is TopicRole {
  return role === 'subscribeonly' || role === 'publishonly' || role === 'publishsubscribe'
}

/** The role with the rights of both; both are on items, or both on topics. */
export function joinRoles(role: Role, other: Role): Role {
  // Of two different ones, either one has both rights already or each has the one that the other lacks.
  if (role === other) return role
  return isCacheRole(role) ? 'readwrite' : 'publishsubscribe'
}
