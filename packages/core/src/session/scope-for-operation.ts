import { covers, type DefinedScope, type Operation, permits } from '../scope/index.js'

/**
 * The narrowest declared scope that permits an operation: no other that permits it is covered by it and unequal; ties
 * go to the first declared.
 */
export function narrowestScope(
  declared: readonly DefinedScope[],
  operation: Operation,
): DefinedScope | undefined {
  const permitting = declared.filter(scope => permits(scope, operation))
  return permitting.find(scope => !permitting.some(other => other.key !== scope.key && covers(scope, other)))
}

/** Whether an operation would be granted, by what the last answer granted or, failing that, by what was asked. */
export function verdict(known: DefinedScope | undefined, operation: Operation): 'yes' | 'no' | 'unknown' {
  if (known === undefined) return 'unknown'
  return permits(known, operation) ? 'yes' : 'no'
}
