import type { SignOutAnswer, TokenRefusal, TokenSource, TokenSourceRequest } from '@hallpass/core'

/** The plainest source over a token endpoint's URL: it reads statuses by the table and nothing more. */
export function createFakeTokenSource(url: string): TokenSource {
  const source = async ({ scope, signal, fetch }: TokenSourceRequest): Promise<unknown> => {
    const body = JSON.stringify(scope === undefined ? {} : { scope })
    const response = await fetch(url, { method: 'POST', body, signal, headers: { 'hallpass-client': '1' } })
    return response.ok ? response.json() : refusalOf(response)
  }
  const signOut: TokenSource['signOut'] = async ({ signal, fetch }): Promise<SignOutAnswer> => {
    const { ok, status } = await fetch(url, { method: 'DELETE', signal, keepalive: true })
    if (ok) return 'yes'
    return status === 405 ? 'not-offered' : 'failed'
  }
  return Object.assign(source, { url, signOut })
}

function refusalOf({ status, headers }: Response): TokenRefusal {
  const retryAfterSec = headers.get('retry-after')
  return {
    refusal: refusalOfStatus(status),
    status,
    ...(retryAfterSec === null ? {} : { retryAfterMs: Number(retryAfterSec) * 1_000 }),
  }
}

function refusalOfStatus(status: number): TokenRefusal['refusal'] {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'denied'
  const isPassing = status >= 500 || [408, 425, 429].includes(status)
  return isPassing ? 'unavailable' : 'misconfigured'
}
