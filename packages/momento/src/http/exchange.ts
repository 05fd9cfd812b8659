import type { Fetch, Token, TransportFailure } from '@hallpass/core'
import { failureFromResponse } from './failure-from-response.js'
import type { HttpCall } from './http-call.js'
import { innerKey } from './inner-key.js'

/** One request, and how to read the answer when it is a success. */
export interface Exchange<T> {
  readonly origin: string | undefined
  /** May throw for names that no path can carry. */
  readonly call: () => HttpCall
  readonly read: (response: Response) => Promise<T>
}

/** With what a request is sent. */
export interface ExchangeMeans {
  readonly fetch: Fetch
  readonly token: Token
  readonly signal: AbortSignal
}

/**
 * Sends one request and reads its answer. No cookies, no cache, no referrer, and no redirect: a token goes to the
 * origin it is for and nowhere else. Rejects only when `signal` has aborted; what `fetch` throws otherwise may quote
 * a header and ends here.
 */
export async function exchange<T>(
  { origin, call, read }: Exchange<T>,
  { fetch, token, signal }: ExchangeMeans,
): Promise<T | TransportFailure> {
  if (origin === undefined) return { outcome: 'endpoint-not-allowed' }
  const request = built(call)
  if (request === undefined) return { outcome: 'misconfigured', status: 400 }
  try {
    const response = await fetch(origin + request.path, { ...initFrom(request, token), signal })
    return response.ok ? await read(response) : failureFromResponse(response)
  } catch {
    signal.throwIfAborted()
    return { outcome: 'unavailable' }
  }
}

function built(call: () => HttpCall): HttpCall | undefined {
  try {
    return call()
  } catch {
    return undefined
  }
}

/** Momento wants the bare key, without `Bearer` (momento docs, "HTTP API", authentication). */
function initFrom({ method, body }: HttpCall, token: Token): RequestInit {
  const init: RequestInit = {
    method,
    headers: { authorization: innerKey(token.reveal()) },
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }
  if (body === undefined) return init
  const contentType = typeof body === 'string' ? 'text/plain' : 'application/octet-stream'
  // A copy, since `fetch` takes no view of shared memory.
  const payload = typeof body === 'string' ? body : new Uint8Array(body)
  return { ...init, body: payload, headers: { ...init.headers, 'content-type': contentType } }
}
