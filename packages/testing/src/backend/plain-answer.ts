/** An answer written out. */
export interface PlainAnswer {
  readonly status: number
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, instead of a body. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Statuses that must not have a body get none. */
export function plainResponse({ status, body, text, headers }: PlainAnswer): Response {
  const content = status === 204 ? undefined : (text ?? JSON.stringify(body))
  return new Response(content ?? null, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}
