import { attempt } from '../bytes/attempt.js'
import type { Fetch } from '../environment/network.js'
import type { TokenRefusal } from '../session/issue.js'
import { classifyAnswer, retryAfterMs } from './answer-table.js'
import { readBounded } from './read-bounded.js'
import type { TokenSource } from './token-source.js'

export interface TokenEndpointOptions {
  /** Sent with every request: the app's own bearer, a CSRF token. Asked anew each time; may be async. */
  readonly headers?: () => Record<string, string> | Promise<Record<string, string>>
  /** Whether cookies travel. @default 'same-origin' */
  readonly credentials?: RequestCredentials
  /** Reads a backend with manners of its own; undefined leaves an answer to the table. */
  readonly classify?: (status: number, body: unknown) => TokenRefusal['refusal'] | undefined
}

/**
 * Tokens from the app's own backend, by the token endpoint contract: `POST`, JSON, `hallpass-client: 1`; `DELETE` on
 * the same URL signs out. Never follows a redirect (a custom header would travel with it).
 */
export function tokenEndpoint(url: string, options: TokenEndpointOptions = {}): TokenSource {
  async function send(
    fetch: Fetch,
    request: RequestInit,
    headers?: Record<string, string>,
  ): Promise<Response> {
    // Whatever case an app writes its names in, ours are sent once.
    const all = new Headers(await options.headers?.())
    for (const [name, value] of Object.entries({ ...headers, 'hallpass-client': '1' })) all.set(name, value)
    return fetch(url, {
      credentials: options.credentials ?? 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...request,
      headers: all,
    })
  }

  const source: TokenSource = async ({ scope, signal, fetch }) => {
    const request = { method: 'POST', body: JSON.stringify({ scope }), signal }
    return readAnswer(await send(fetch, request, { 'content-type': 'application/json' }), options)
  }

  const signOut: TokenSource['signOut'] = async ({ signal, fetch }) => {
    const { ok, status } = await send(fetch, { method: 'DELETE', keepalive: true, signal })
    if (ok) return 'yes'
    return [404, 405, 501].includes(status) ? 'not-offered' : 'failed'
  }

  return Object.assign(source, { url, signOut })
}

async function readAnswer(response: Response, { classify }: TokenEndpointOptions): Promise<unknown> {
  const { status, headers } = response
  const text = await readBounded(response)
  // Some backends answer with the bare token as text. What JSON.parse throws would quote it.
  const answer: unknown = attempt(() => JSON.parse(text)) ?? text
  const refusal = classify?.(status, answer) ?? classifyAnswer(status, answer)
  const afterMs = retryAfterMs(headers, answer)
  if (refusal) return { refusal, status, ...(afterMs !== undefined && { retryAfterMs: afterMs }) }
  // A cache on the way may have kept it for somebody else.
  if (Number(headers.get('age')) > 0) return { refusal: 'unavailable', status, problem: 'stale-answer' }
  // Only a source may refuse: a member of this name in an answer of success is just a member.
  Reflect.deleteProperty(Object(answer), 'refusal')
  return answer
}
