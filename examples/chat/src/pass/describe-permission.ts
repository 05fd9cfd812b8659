import type { Permission } from '@hallpass/core'

/** A permission as its chip says it: `publish and subscribe`, and where: `chat/room-*`. */
export interface PermissionWords {
  readonly may: string
  readonly where: string
}

/** Puts a permission into words. */
export function describePermission(permission: Permission): PermissionWords {
  const what = 'topic' in permission ? permission.topic : (permission.item ?? '*')
  return {
    may: roleWords[permission.role],
    where: `${describeSelector(permission.cache)}/${describeSelector(what)}`,
  }
}

const roleWords: Readonly<Record<Permission['role'], string>> = {
  readonly: 'read',
  readwrite: 'read and write',
  writeonly: 'write',
  subscribeonly: 'subscribe',
  publishonly: 'publish',
  publishsubscribe: 'publish and subscribe',
}

type Selector = string | Readonly<Record<string, string>>

function describeSelector(selector: Selector): string {
  if (typeof selector === 'string') return selector
  const [kind = '', value = ''] = Object.entries(selector)[0] ?? []
  return kind.includes('Prefix') ? `${value}*` : value
}
