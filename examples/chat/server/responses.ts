type ResponseHeaders = Readonly<Record<string, string>>

/** A JSON answer that no cache keeps. */
export function json(body: unknown, headers: ResponseHeaders = {}): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store', ...headers } })
}

/** Done, and nothing to say. */
export function noContent(headers: ResponseHeaders = {}): Response {
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store', ...headers } })
}

/** Why not. */
export function refusal(status: number, reason: string): Response {
  return Response.json({ error: reason }, { status, headers: { 'cache-control': 'no-store' } })
}
