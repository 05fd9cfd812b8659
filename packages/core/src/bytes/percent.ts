/**
 * Bytes as percent-encoded ASCII (RFC 3986 section 2.1): one spelling for the same bytes, whichever way they were
 * given. No byte's spelling begins another's, so `===` and `startsWith` on spellings are `===` and `startsWith` on
 * bytes. `*` is always escaped and thus free to mean something else.
 */
export type Percent = string

/** The UTF-8 bytes of `text`; undefined when it holds a lone surrogate, which has none. */
export function percentFromText(text: string): Percent | undefined {
  try {
    return encodeURIComponent(text).replace(/\*/g, '%2A')
  } catch {
    return undefined
  }
}

/** The spelling of `bytes`. */
export function percentFromBytes(bytes: Uint8Array): Percent {
  return Array.from(bytes, percentFromByte).join('')
}

/** The text whose UTF-8 is `percent`; undefined when it is not valid UTF-8. A byte order mark is kept. */
export function textFromPercent(percent: Percent): string | undefined {
  try {
    return decodeURIComponent(percent)
  } catch {
    return undefined
  }
}

/** The bytes that `percent` spells. */
export function bytesFromPercent(percent: Percent): Uint8Array {
  const spellings = percent.match(/%..|./g) ?? []
  return Uint8Array.from(spellings, spelling =>
    spelling.length > 1 ? Number.parseInt(spelling.slice(1), 16) : spelling.charCodeAt(0),
  )
}

/** How many bytes `percent` spells. */
export function byteCount(percent: Percent): number {
  return percent.replace(/%../g, '-').length
}

// Escapes what encodeURIComponent does, and the star.
function percentFromByte(byte: number): Percent {
  const character = String.fromCharCode(byte)
  if (/[\w\-.~!'()]/.test(character)) return character
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
