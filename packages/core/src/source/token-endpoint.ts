import type { Fetch } from '../environment/network.js'
import type { TokenRefusal } from '../session/issue.js'
import { classifyAnswer, retryAfterMs } from './answer-table.js'
import { readBounded } from './read-bounded.js'
import type { SignOutAnswer, TokenSource, TokenSourceRequest } from './token-source.js'

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
  const source = async (request: TokenSourceRequest) => requestToken(url, options, request)
  const signOut = async (request: { signal: AbortSignal; fetch: Fetch }) =>
    requestSignOut(url, options, request)
  return Object.assign(source, { url, signOut })
}

async function requestToken(
  url: string,
  options: TokenEndpointOptions,
  request: TokenSourceRequest,
): Promise<unknown> {
  const { scope, signal, fetch } = request
  const headers = {
    ...(await options.headers?.()),
    'content-type': 'application/json',
    'hallpass-client': '1',
  }
  const body = JSON.stringify(scope === undefined ? {} : { scope })
  const response = await fetch(url, { ...fixed(options), method: 'POST', headers, body, signal })
  const answer = jsonOrText(await readBounded(response))
  const refusal = options.classify?.(response.status, answer) ?? classifyAnswer(response.status, answer)
  return refusal === undefined ? withoutRefusal(answer) : refused(refusal, response, answer)
}

/** Only a source may refuse: a member of that name in an answer of success is just a member. */
function withoutRefusal(answer: unknown): unknown {
  const isObject = typeof answer === 'object' && answer !== null && 'refusal' in answer
  return isObject ? { ...answer, refusal: undefined } : answer
}

function refused(refusal: TokenRefusal['refusal'], response: Response, answer: unknown): TokenRefusal {
  const afterMs = retryAfterMs(response.headers.get('retry-after'), answer)
  return { refusal, status: response.status, ...(afterMs === undefined ? {} : { retryAfterMs: afterMs }) }
}

async function requestSignOut(
  url: string,
  options: TokenEndpointOptions,
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<SignOutAnswer> {
  const headers = { ...(await options.headers?.()), 'hallpass-client': '1' }
  const { ok, status } = await fetch(url, {
    ...fixed(options),
    method: 'DELETE',
    headers,
    keepalive: true,
    signal,
  })
  if (ok) return 'yes'
  return [404, 405, 501].includes(status) ? 'not-offered' : 'failed'
}

function fixed({ credentials = 'same-origin' }: TokenEndpointOptions): RequestInit {
  return { credentials, redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer' }
}

/** Some backends answer with the bare token as text. What JSON.parse throws would quote it. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
