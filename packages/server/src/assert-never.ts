/** Ends a switch over a closed union: a forgotten member does not compile, and a value from untyped code throws. */
export function assertNever(_value: never): never {
  throw new TypeError('Not a member of the union')
}
