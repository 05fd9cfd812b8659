import { base64FromBytes, bytesFromBase64 } from '../bytes/base64.js'
import { bytesFromPercent, percentFromBytes, percentFromText, textFromPercent } from '../bytes/percent.js'
import { ownFields } from './own-fields.js'
import { accept, type Parsed, refuse } from './token-problem.js'

/** A key and where it is to be used. Momento's clients take it as base64 of `{ "endpoint": …, "api_key": … }`. */
interface MomentoEnvelope {
  /** Standard base64 with padding, which is all that the official clients take. */
  readonly base64: string
  readonly apiKey: string
  readonly endpoint: string
}

/** Reads the envelope that `token` is, in either base64 alphabet, padded or not; undefined when it is none. */
export function parseMomentoEnvelope(token: string): Parsed<MomentoEnvelope> | undefined {
  const bytes = bytesFromBase64(token)
  const content = bytes && jsonFromUtf8(bytes)
  if (bytes === undefined || typeof content !== 'object' || content === null) return undefined
  const fields = ownFields(content)
  const [apiKey, endpoint] = [fields.get('api_key'), fields.get('endpoint')]
  if (!isTokenText(apiKey) || !isEndpoint(endpoint)) return refuse('bad-envelope')
  return accept({ base64: base64FromBytes(bytes), apiKey, endpoint })
}

/** Puts a bare key and its endpoint into an envelope. */
export function createMomentoEnvelope(apiKey: string, endpoint: string): MomentoEnvelope {
  const bytes = bytesFromPercent(percentFromText(JSON.stringify({ endpoint, api_key: apiKey })) ?? '')
  return { base64: base64FromBytes(bytes), apiKey, endpoint }
}

/** True for what may stand behind an authentication scheme: `b64token` of RFC 6750 section 2.1. */
export function isTokenText(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.~+/-]+=*$/.test(value)
}

/** True for one word of printable ASCII. Whether the endpoint may be used is for the transport to say. */
export function isEndpoint(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]{1,256}$/.test(value)
}

function jsonFromUtf8(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textFromPercent(percentFromBytes(bytes)) ?? '')
  } catch {
    // What JSON.parse throws quotes its input, which may be a token.
    return undefined
  }
}
