import type { DecodeJwt } from '../environment/network.js'
import type { AnswerShape } from './answer-shape.js'
import { createMomentoEnvelope, isEndpoint, parseMomentoEnvelope } from './momento-envelope.js'
import { type OwnFields, ownFields } from './own-fields.js'
import { accept, type Parsed, refuse } from './token-problem.js'

/** The token as it will be used, and what can be read in it. */
interface Credential {
  /** A Momento token is mended, and put into an envelope where its endpoint was given beside it. */
  readonly secret: string
  /** Those of the JWT; none where the token is opaque. */
  readonly claims: OwnFields
  readonly endpoint: string | undefined
}

/** Reads the token of an answer. A bearer token is left alone: whatever it looks like, it is opaque. */
export function parseCredential(shape: AnswerShape, decodeJwt: DecodeJwt): Parsed<Credential> {
  const endpoint = shape.fields.get('endpoint') ?? undefined
  if (endpoint !== undefined && !isEndpoint(endpoint)) return refuse('bad-endpoint')
  const envelope = shape.kind === 'bearer' ? undefined : parseMomentoEnvelope(shape.token)
  if (envelope === undefined) return parseBareKey(shape, endpoint, decodeJwt)
  if (!envelope.ok) return envelope
  if (endpoint !== undefined && endpoint !== envelope.value.endpoint) return refuse('endpoint-mismatch')
  const claims = claimsOf(envelope.value.apiKey, decodeJwt)
  return accept({ secret: envelope.value.base64, claims, endpoint: envelope.value.endpoint })
}

function parseBareKey(
  { kind, token }: AnswerShape,
  endpoint: string | undefined,
  decodeJwt: DecodeJwt,
): Parsed<Credential> {
  const claims = claimsOf(token, decodeJwt)
  if (kind === 'momento' && claims.size === 0) return refuse('bad-token')
  const isWhole = kind === 'bearer' || endpoint === undefined
  return accept({ secret: isWhole ? token : createMomentoEnvelope(token, endpoint).base64, claims, endpoint })
}

function claimsOf(jwt: string, decodeJwt: DecodeJwt): OwnFields {
  try {
    return ownFields(decodeJwt(jwt))
  } catch {
    // Not a JWT. What was thrown quotes the token.
    return ownFields(undefined)
  }
}
