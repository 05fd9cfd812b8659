import { decodeBase64url } from '../token/base64url.js'
import { parseCanonicalObject } from '../token/canonical-json.js'
import { signingAlgorithm, tokenHeaderType } from '../token/token-header.js'
import { refused, type Verified } from './verified-token.js'

/** A compact JWS whose shape and header are right. Its signature and its claims are not looked at yet. */
export interface CompactJws {
  /** The three parts, joined by dots: the one spelling this token has. */
  readonly text: string
  /** Only selects among known keys; nothing else of the header is used (RFC 8725 section 3.10). */
  readonly kid: string
}

/** Checks everything about a JWS that can be checked without a key. */
export function parseCompactJws(text: string): Verified<CompactJws> {
  const parts = text.split('.', 4).map(decodeBase64url)
  const [header] = parts
  if (header === undefined || parts.length !== 3 || parts.includes(undefined)) return refused('malformed')
  const members = parseJsonBytes(header)
  return members === undefined ? refused('malformed') : judgeHeader(text, members)
}

/** Parses a JSON object from bytes: strict UTF-8, no byte order mark, canonical. Undefined when it is anything else. */
export function parseJsonBytes(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    return parseCanonicalObject(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Extensions that change how the rest is to be read; unknown `crit` must be refused (RFC 7515 section 4.1.11). */
const unsupportedMembers = ['crit', 'b64', 'zip']

function judgeHeader(text: string, header: Record<string, unknown>): Verified<CompactJws> {
  if (unsupportedMembers.some(member => Object.hasOwn(header, member))) return refused('unsupported-header')
  if (header.alg !== signingAlgorithm) return refused('algorithm-not-allowed')
  if (header.typ !== tokenHeaderType) return refused('wrong-type')
  return typeof header.kid === 'string'
    ? { ok: true, value: { text, kid: header.kid } }
    : refused('unknown-key')
}
