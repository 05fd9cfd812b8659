import { attempt } from './attempt.js'

/**
 * The bytes of base64 in the standard or the url-safe alphabet, padded or not (RFC 4648 sections 4 and 5), as `atob`
 * gives them: one character a byte. Undefined for anything else: other characters, a length or padding that cannot be,
 * leftover bits that are not zero.
 */
export function binaryFromBase64(text: string): string | undefined {
  const standard = text.replace(/-/g, '+').replace(/_/g, '/')
  const binary = attempt(() => atob(standard))
  // atob overlooks white space and leftover bits; writing the bytes again does not bring them back.
  const padded = btoa(binary ?? '')
  return standard === padded || standard === padded.replace(/=+$/, '') ? binary : undefined
}
