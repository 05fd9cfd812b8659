import type { FakeCall } from '../world/fake-network.js'

/** What a backend does instead of issuing. A number is a status; a function makes each answer anew. */
export type BackendAnswer =
  | number
  | 'network-failure'
  | 'never'
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | (() => Response | Promise<Response>)

/** @throws TypeError as `fetch` does when the network fails */
export async function responseOf(answer: BackendAnswer, call: FakeCall): Promise<Response> {
  if (answer === 'network-failure') throw new TypeError('Failed to fetch')
  if (answer === 'never') return call.standStill(new Promise(() => {}))
  if (typeof answer === 'function') return answer()
  if (typeof answer === 'number') return jsonResponse(answer, { error: 'scripted' })
  return jsonResponse(answer.status, answer.body, answer.headers)
}

/** Statuses that must not have a body get none. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = body === undefined || status === 204 ? null : JSON.stringify(body)
  return new Response(text, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}
