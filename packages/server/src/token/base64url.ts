import { base64url } from 'jose'

/**
 * Decodes base64url in its one canonical spelling (RFC 7515 section 2: no padding, no other characters). Decoders
 * that forgive spare bits or padding let one token be spelled in many ways. Undefined for anything else.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = base64url.decode(text)
  return base64url.encode(bytes) === text ? bytes : undefined
}
