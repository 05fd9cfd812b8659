import type { IncomingMessage } from 'node:http'
import type { Query } from './query.js'
import { accept, type Checked, refuse, unauthenticated } from './refusal.js'

/** A credential as it was sent. */
export interface SentCredential {
  readonly credential: string
  readonly sentIn: 'header' | 'query'
}

/**
 * The credential of a request: the raw token in `authorization`, as Momento's clients send it, or after `Bearer`, as
 * everybody else does; or in the query as `token`, where it ends up in logs. Two of them are refused, as Momento does.
 */
export function parseCredential(request: IncomingMessage, query: Query): Checked<SentCredential> {
  const headers = request.headersDistinct.authorization ?? []
  const inQuery = query.get('token')
  if (headers.length + (inQuery === undefined ? 0 : 1) > 1) return refuse('Give one token, in one place.')
  const [header] = headers
  if (header?.includes(',')) return refuse('Give one token, in one place.')
  const credential = header?.replace(/^bearer /i, '') ?? inQuery ?? ''
  if (credential === '') return { ok: false, refusal: unauthenticated }
  return accept({ credential, sentIn: header === undefined ? 'query' : 'header' })
}
