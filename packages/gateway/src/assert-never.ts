/** Ends a `switch` over a closed union: does not compile while a member is not handled. */
export function assertNever(value: never): never {
  throw new TypeError(`A case is not handled: ${typeof value}`)
}
