/** A percent-encoded text, decoded exactly once; undefined when it is not well formed (RFC 3986 2.1) or not UTF-8. */
export function textFromPercent(text: string): string | undefined {
  if (!wellFormed.test(text)) return undefined
  const latin1 = text.replace(/%(..)/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return textFromUtf8(Buffer.from(latin1, 'latin1'))
}

/** Bytes as text; undefined when they are not UTF-8. Nothing is replaced, and a byte order mark is kept. */
export function textFromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // The one way the platform has to say "not UTF-8".
    return undefined
  }
}

/** Visible ASCII, and `%` only in front of two hex digits. */
const wellFormed = /^(?:[!-$&-~]|%[0-9A-Fa-f]{2})*$/
