/** Whether two values say the same: arrays and plain objects by what they hold, all else by identity. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every(key => key in b && isSame(a[key], b[key]))
}

/** `before`, if `after` says the same: so that what depends on identity stays still. */
export function keepSame<T>(before: T | undefined, after: T): T {
  return before !== undefined && isSame(before, after) ? before : after
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
