/** Ends a `switch` over a union: the compiler rejects a member that has no case. */
export function assertNever(_: never): never {
  throw new TypeError('hallpass: a state this version does not know')
}
