/**
 * What goes on the wire for a token: of Momento's envelope, base64 of `{ "endpoint", "api_key" }`, the key inside;
 * any other token as it is.
 */
export function innerKey(token: string): string {
  try {
    const envelope: unknown = JSON.parse(atob(token))
    if (typeof envelope === 'object' && envelope !== null && 'api_key' in envelope)
      return String(envelope.api_key)
  } catch {
    // Not an envelope.
  }
  return token
}
