const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding (RFC 4648 section 4). */
export function base64FromBytes(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 3)
    text += quadFromBytes(bytes.subarray(start, start + 3))
  return text
}

/**
 * The bytes of base64 in the standard or the url-safe alphabet, padded or not (RFC 4648 sections 4 and 5). Undefined
 * for anything else: other characters, a length or padding that cannot be, leftover bits that are not zero.
 */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  const standard = text.replace(/-/g, '+').replace(/_/g, '/')
  const bytes = bytesFromDigits(standard.replace(/=+$/, ''))
  const padded = base64FromBytes(bytes)
  return standard === padded || standard === padded.replace(/=+$/, '') ? bytes : undefined
}

function quadFromBytes(bytes: Uint8Array): string {
  const [first = 0, second = 0, third = 0] = bytes
  const bits = (first << 16) | (second << 8) | third
  const digits = [18, 12, 6, 0].map(shift => ALPHABET.charAt((bits >> shift) & 63)).join('')
  return digits.slice(0, bytes.length + 1).padEnd(4, '=')
}

// Characters of neither alphabet become bytes that are spelled otherwise when encoded again.
function bytesFromDigits(digits: string): Uint8Array {
  const bytes = new Uint8Array((digits.length * 3) >> 2)
  let bits = 0
  let index = 0
  for (const [at, digit] of [...digits].entries()) {
    bits = (bits << 6) | ALPHABET.indexOf(digit)
    if (at % 4 > 0) bytes[index++] = bits >> (6 - 2 * (at % 4))
  }
  return bytes
}
