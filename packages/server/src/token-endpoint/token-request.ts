import { type DefinedScope, parseScope } from '@hallpass/core/scope'
import { isObject } from '../token/canonical-json.js'
import type { TokenAnswer } from './answer.js'
import { readBoundedText } from './bounded-text.js'
import { bodyInvalid, bodyTooLarge, scopeInvalid } from './refusals.js'

/** The largest request body that is read: a scope at its limits fits in several times over. */
export const maxBodyBytes = 16_384

/** What the client asked for, or the answer that ends the request. */
export type TokenRequest =
  | { ok: true; requestedScope: DefinedScope | undefined }
  | { ok: false; answer: TokenAnswer }

/** Whether a content type is JSON in UTF-8 and the body is not compressed. */
export function isJsonRequest(headers: Headers): boolean {
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity'
  return (
    isPlain && /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers.get('content-type') ?? '')
  )
}

/** Reads the body: `{}` or `{ "scope": … }`; other members are ignored. */
export async function readTokenRequest(request: Request): Promise<TokenRequest> {
  const text = await readBoundedText(request.body, maxBodyBytes)
  if (!text.ok) return { ok: false, answer: text.problem === 'too-large' ? bodyTooLarge : bodyInvalid }
  const body = parseJsonObject(text.value)
  if (body === undefined) return { ok: false, answer: bodyInvalid }
  if (body.scope === undefined) return { ok: true, requestedScope: undefined }
  const scope = parseScope(body.scope)
  return scope.ok
    ? { ok: true, requestedScope: scope.value }
    : { ok: false, answer: scopeInvalid(scope.problem) }
}

function parseJsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
