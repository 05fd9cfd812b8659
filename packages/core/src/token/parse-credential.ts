import { attempt } from '../bytes/attempt.js'
import type { DecodeJwt } from '../environment/network.js'
import { momentoKeyFrom } from './momento-envelope.js'
import { isText, ownField } from './own-field.js'
import { accept, type Parsed, refuse } from './token-problem.js'

/** The token of an answer as it will be used, and what can be read in it. */
export interface Credential {
  /** Version 1 of the token endpoint says the type; other endpoints are assumed to hand out Momento's tokens. */
  readonly kind: 'bearer' | 'momento' | 'foreign'
  /** A Momento token is mended, and put into an envelope where its endpoint was given beside it. */
  readonly secret: string
  /** Those of the JWT, if it is one. */
  readonly claims: unknown
  readonly endpoint: string | undefined
}

/** The longest token, in characters. */
const MAX_TOKEN_CHARS = 8192

/** What may stand behind an authentication scheme: `b64token` of RFC 6750 section 2.1. */
const TOKEN_TEXT = /^[\w.~+/-]+=*$/

/** One word of printable ASCII. Whether the endpoint may be used is for the transport to say. */
const ENDPOINT_TEXT = /^[!-~]{1,256}$/

/** Reads the token of an answer. A bearer token is left alone: whatever it looks like, it is opaque. */
export function parseCredential(fields: object, decodeJwt: DecodeJwt): Parsed<Credential> {
  const { kind, text } = tokenIn(fields)
  if (text === '') return refuse('no-token')
  if (typeof text === 'string' && text.length > MAX_TOKEN_CHARS) return refuse('token-too-large')
  if (!isText(text, TOKEN_TEXT)) return refuse('bad-token')
  if (kind === undefined) return refuse('unsupported-token-type')
  const given = ownField(fields, 'endpoint') ?? undefined
  if (given !== undefined && !isText(given, ENDPOINT_TEXT)) return refuse('bad-endpoint')
  const bare = { secret: text, apiKey: text, endpoint: given }
  const { secret, apiKey, endpoint } = kind === 'bearer' ? bare : momentoKeyFrom(text, given)
  if (!isText(apiKey, TOKEN_TEXT) || (endpoint !== undefined && !isText(endpoint, ENDPOINT_TEXT)))
    return refuse('bad-envelope')
  if (given !== undefined && given !== endpoint) return refuse('endpoint-mismatch')
  const claims = attempt(() => decodeJwt(apiKey))
  if (kind === 'momento' && apiKey === text && !claims) return refuse('bad-token')
  return accept({ kind, secret, claims, endpoint })
}

// The first is that of version 1.
const TOKEN_NAMES = ['access_token', 'authToken', 'token', 'api_key']

function tokenIn(fields: object): { kind: Credential['kind'] | undefined; text: unknown } {
  const name = TOKEN_NAMES.find(candidate => Object.hasOwn(fields, candidate)) ?? 'token'
  const text = ownField(fields, name) ?? ''
  if (name === TOKEN_NAMES[0]) return { kind: kindFrom(ownField(fields, 'token_type')), text }
  // White space around it is a file's last newline more often than an attack.
  return { kind: 'foreign', text: typeof text === 'string' ? text.trim() : text }
}

function kindFrom(tokenType: unknown): 'bearer' | 'momento' | undefined {
  if (isText(tokenType, /^momento$/i)) return 'momento'
  return isText(tokenType, /^bearer$/i) ? 'bearer' : undefined
}
