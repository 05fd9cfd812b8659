/** What `value` from outside holds by itself under `name`, as data: nothing inherited, no getter called. */
export function ownField(value: unknown, name: string): unknown {
  return Object.getOwnPropertyDescriptor(Object(value), name)?.value
}

/** True for text that `pattern` matches. */
export function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
