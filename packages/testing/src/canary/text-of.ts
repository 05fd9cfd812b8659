/**
 * All the text that can be got out of a value without being told how: its strings at any depth, what it prints as,
 * keys, errors with stack and cause, bytes, maps, sets.
 */
export function textOf(value: unknown): string {
  const texts: unknown[] = []
  const seen = new Set<object>()
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) texts.push(next)
    else if (!seen.has(next)) {
      seen.add(next)
      texts.push(...printsOf(next))
      waiting.push(...partsOf(next))
    }
  }
  return texts.map(String).join('\n')
}

/** Own members, also hidden ones and symbols, and what a container holds. */
function partsOf(value: object): readonly unknown[] {
  if (ArrayBuffer.isView(value))
    return [latin1(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
  if (value instanceof ArrayBuffer) return [latin1(new Uint8Array(value))]
  const own = Reflect.ownKeys(value).flatMap(key => [key, attempt(() => Reflect.get(value, key))])
  const held = isIterable(value) ? attempt(() => [...value]) : []
  return [...own, ...(held ?? [])]
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function printsOf(value: object): readonly string[] {
  return [attempt(() => String(value)), attempt(() => JSON.stringify(value))].filter(
    text => text !== undefined,
  )
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('')
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
