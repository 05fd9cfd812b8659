/** What a value from outside holds by itself, by name. */
export type OwnFields = ReadonlyMap<string, unknown>

/**
 * The own data of an object, by name; of anything else, none. Nothing inherited, no getter called, and `__proto__` is
 * a name as any other.
 */
export function ownFields(value: unknown): OwnFields {
  if (typeof value !== 'object' || value === null) return new Map()
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value))
  return new Map(properties.map(([name, property]) => [name, property.value]))
}
