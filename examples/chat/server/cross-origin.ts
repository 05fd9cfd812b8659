import { noContent, refusal } from './responses.js'

type Answering = (request: Request) => Response | Promise<Response>

/**
 * Lets pages of exactly these origins read answers and send their cookie, and lets nobody else change anything:
 * a request that is not a GET needs one of them as its `Origin`.
 */
export function forOrigins(origins: readonly string[], answer: Answering): Answering {
  return async request => {
    const origin = request.headers.get('origin') ?? ''
    const listed = origins.includes(origin)
    if (!listed && request.method !== 'GET') return refusal(403, 'the origin is not allowed')
    const response = request.method === 'OPTIONS' ? noContent(preflightHeaders) : await answer(request)
    response.headers.set('vary', 'Origin')
    if (!listed) return response
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-allow-credentials', 'true')
    return response
  }
}

const preflightHeaders = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
}
