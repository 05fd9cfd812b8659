import { attempt } from './attempt.js'

/**
 * Bytes as percent-encoded ASCII (RFC 3986 section 2.1): one spelling for the same bytes, whichever way they were
 * given. No byte's spelling begins another's, so `===` and `startsWith` on spellings are `===` and `startsWith` on
 * bytes. `*` is always escaped and thus free to mean something else.
 */
export type Percent = string

/** The UTF-8 bytes of `text`; undefined when it holds a lone surrogate, which has none. */
export function percentFromText(text: string): Percent | undefined {
  return attempt(() => encodeURIComponent(text).replace(/\*/g, '%2A'))
}

/**
 * The spelling of bytes given as one character each, and of none undefined. Escapes what encodeURIComponent does, and
 * the star.
 */
export function percentFromBinary(binary: string | undefined): Percent | undefined {
  return binary?.replace(
    /[^\w.~!'()-]/g,
    byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** The text whose UTF-8 is `percent`; undefined when it is not valid UTF-8. A byte order mark is kept. */
export function textFromPercent(percent: Percent): string | undefined {
  return attempt(() => decodeURIComponent(percent))
}

/** The bytes that `percent` spells, one character each. */
export function binaryFromPercent(percent: Percent): string {
  return percent.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
