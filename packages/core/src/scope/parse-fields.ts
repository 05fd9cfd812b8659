import { type Parsed, refuse } from './scope-problem.js'

/** What an object holds by itself, by name. A map, so that `__proto__` and its like are names as any other. */
export type Fields = ReadonlyMap<string, unknown>

/** Reads an object that may have `known` fields and no other: what is not understood must not be ignored. */
export function parseFields(value: unknown, known: readonly string[], path: string): Parsed<Fields> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(path, 'must be an object')
  const fields = new Map<string, unknown>(Object.entries(value))
  const unknown = [...fields.keys()].find(name => !known.includes(name))
  if (unknown === undefined) return { ok: true, value: fields }
  return refuse(path === '' ? printable(unknown) : `${path}.${printable(unknown)}`, 'is not a known field')
}

// Paths are shown to people and written to logs; a name chosen to harm there is not.
function printable(field: string): string {
  return /^\w{1,32}$/.test(field) ? field : '(…)'
}
