import { covers, type DefinedScope, defineScope, type Permission } from '@hallpass/core/scope'
import type { Account } from './account.js'

/**
 * What somebody gets of what their app asked for: nothing their role does not allow, and nothing they did not ask
 * for. Undefined when nothing is left.
 */
export function grantedTo(account: Account, requested: DefinedScope | undefined): DefinedScope | undefined {
  const allowed = defineScope({ permissions: permissionsOf(account) })
  if (requested === undefined) return allowed
  const permissions = [...within(requested, allowed), ...within(allowed, requested)]
  return permissions.length === 0 ? undefined : defineScope({ permissions })
}

/** A guest reads along; a member also writes in the rooms, and keeps a profile under their own name. */
function permissionsOf({ name, role }: Account): Permission[] {
  const everybodysProfile = { role: 'readonly', cache: 'profiles' } as const
  const rooms = { cache: 'chat', topic: { namePrefix: 'room-' } }
  if (role === 'guest') return [{ role: 'subscribeonly', ...rooms }, everybodysProfile]
  const ownProfile = { role: 'readwrite', cache: 'profiles', item: { key: name } } as const
  return [{ role: 'publishsubscribe', ...rooms }, everybodysProfile, ownProfile]
}

function within(wider: DefinedScope, narrower: DefinedScope): Permission[] {
  return narrower.permissions.filter(permission => covers(wider, defineScope({ permissions: [permission] })))
}
