import type { Answer } from './answer.js'
import { listedOrigin, type OriginPolicy } from './origin-policy.js'

/** Turns an answer into a response, with the headers every answer has: errors are not to be cached or framed either. */
export function responseFrom(answer: Answer, request: Request, policy: OriginPolicy): Response {
  const body = answer.body === undefined ? null : JSON.stringify(answer.body)
  return new Response(body, {
    status: answer.status,
    headers: {
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...securityHeaders,
      ...crossOriginHeaders(listedOrigin(request.headers, policy)),
      ...answer.headers,
    },
  })
}

const securityHeaders = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  vary: 'Origin, Cookie, Sec-Fetch-Site',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** An unlisted origin is never echoed, and gets no header that would let its script read the answer. */
function crossOriginHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return { 'cross-origin-resource-policy': 'same-origin' }
  return {
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Date, Retry-After, WWW-Authenticate',
  }
}
