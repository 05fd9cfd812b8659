import { attempt } from '../bytes/attempt.js'
import { binaryFromBase64 } from '../bytes/base64.js'
import { ownField } from './own-field.js'

/** A key and where it is to be used, unchecked. */
interface MomentoKey {
  /** The envelope in standard base64 with padding, which is all that the official clients take; else the bare key. */
  readonly secret: string
  readonly apiKey: unknown
  readonly endpoint: unknown
}

/**
 * Reads the envelope that `token` is, in either base64 alphabet, padded or not. A bare key is put into one where its
 * endpoint is known. Momento's clients take base64 of `{ "endpoint": …, "api_key": … }`.
 */
export function momentoKeyFrom(token: string, endpoint: string | undefined): MomentoKey {
  const binary = binaryFromBase64(token) ?? ''
  // The bytes need no decoding: key and endpoint are ASCII, and the rest goes back as it came.
  const content: unknown = attempt(() => JSON.parse(binary))
  if (typeof content === 'object' && content !== null)
    return {
      secret: btoa(binary),
      apiKey: ownField(content, 'api_key'),
      endpoint: ownField(content, 'endpoint') ?? '',
    }
  const secret = endpoint === undefined ? token : btoa(JSON.stringify({ endpoint, api_key: token }))
  return { secret, apiKey: token, endpoint }
}
