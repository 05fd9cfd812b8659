/** Makes the compiler prove that a `switch` names every member of a union. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`)
}
