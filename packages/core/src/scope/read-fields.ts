/** What an object holds by itself, read once. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields of an object that may have `known` ones and no other: what is not understood must not be ignored. */
export function readFields(value: unknown, known: readonly string[]): Fields | undefined {
  if (!isObject(value)) return undefined
  const fields: Fields = { ...value }
  return Object.keys(fields).every(name => known.includes(name)) ? fields : undefined
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
