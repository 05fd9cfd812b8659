import { parseCanonicalObject } from './canonical-json.js'

/** Longest credential that is issued or looked at, in characters: headers beyond it are refused by common servers. */
export const maxCredentialLength = 8192

/** Momento's wrapper: standard base64, padded, of the endpoint and the key, in this order. Official clients read it. */
export function wrapInEnvelope(endpoint: string, apiKey: string): string {
  return btoa(JSON.stringify({ endpoint, api_key: apiKey }))
}

/**
 * The key inside an envelope, or the text itself when it is not one (a JWT has dots, base64 has none). Undefined
 * when it is neither. The endpoint beside the key is not signed, so nothing is decided by it.
 */
export function unwrapCredential(credential: string): string | undefined {
  if (credential.includes('.')) return credential
  const text = decodeBase64(credential)
  const apiKey = text === undefined ? undefined : parseCanonicalObject(text)?.api_key
  return typeof apiKey === 'string' ? apiKey : undefined
}

/** Only the one spelling `btoa` writes: `atob` alone skips white space and forgives padding and spare bits. */
function decodeBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const decoded = atob(text)
  return btoa(decoded) === text ? decoded : undefined
}
