import { isTokenText } from './momento-envelope.js'
import { type OwnFields, ownFields } from './own-fields.js'
import { accept, type Parsed, refuse } from './token-problem.js'

/** What kind of answer it is, and where in it things are to be found. */
export interface AnswerShape {
  /** Version 1 of the token endpoint says the type; other endpoints are assumed to hand out Momento's tokens. */
  readonly kind: 'bearer' | 'momento' | 'foreign'
  readonly token: string
  readonly fields: OwnFields
  /** Fields that say when the token ends. */
  readonly instantNames: readonly string[]
}

/** The longest token, in characters. */
const MAX_TOKEN_CHARS = 8192

/** Finds the token in an answer: an object by the names of its fields, text as the token itself. */
export function parseAnswerShape(answer: unknown): Parsed<AnswerShape> {
  if (typeof answer === 'string') return foreignShape(answer, ownFields(undefined))
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return refuse('not-an-object')
  const fields = ownFields(answer)
  if (fields.has('access_token')) return versionOneShape(fields)
  const name = FOREIGN_TOKENS.find(candidate => fields.has(candidate))
  return foreignShape(name && fields.get(name), fields)
}

const FOREIGN_TOKENS = ['authToken', 'token', 'api_key']
const FOREIGN_INSTANTS = ['expiresAt', 'expiresAtEpoch', 'exp', 'valid_until']

function versionOneShape(fields: OwnFields): Parsed<AnswerShape> {
  const token = parseTokenText(fields.get('access_token'))
  if (!token.ok) return token
  const kind = kindFrom(fields.get('token_type'))
  if (kind === undefined) return refuse('unsupported-token-type')
  return accept({ kind, token: token.value, fields, instantNames: [] })
}

// White space around it is a file's last newline more often than an attack.
function foreignShape(given: unknown, fields: OwnFields): Parsed<AnswerShape> {
  const token = parseTokenText(typeof given === 'string' ? given.trim() : given)
  if (!token.ok) return token
  return accept({ kind: 'foreign', token: token.value, fields, instantNames: FOREIGN_INSTANTS })
}

function kindFrom(tokenType: unknown): 'bearer' | 'momento' | undefined {
  const name = typeof tokenType === 'string' ? tokenType.toLowerCase() : ''
  return name === 'bearer' || name === 'momento' ? name : undefined
}

function parseTokenText(value: unknown): Parsed<string> {
  if (value === undefined || value === null || value === '') return refuse('no-token')
  if (typeof value === 'string' && value.length > MAX_TOKEN_CHARS) return refuse('token-too-large')
  return isTokenText(value) ? accept(value) : refuse('bad-token')
}
