/**
 * Parses an object from JSON text, but only from the text `JSON.stringify` itself would write: what is left over
 * from other spellings (a duplicate member, a byte order mark, `1e999`, white space) is where parsers disagree, and
 * RFC 7519 section 4 lets a verifier refuse duplicates. Undefined when it is anything else.
 */
export function parseCanonicalObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && JSON.stringify(value) === text ? value : undefined
  } catch {
    // The parser's message quotes the text, which may be a token: nothing of it goes on.
    return undefined
  }
}

/** Whether a parsed JSON value is an object, and not an array or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
