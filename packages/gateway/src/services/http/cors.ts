import type { Answer } from './answer.js'

/**
 * Lets pages of any origin call. That gives nothing away: only the token a page itself sends opens anything, and
 * cookies are never looked at, so the answers are the same for everybody without one.
 */
export function withCors<T extends Answer>(answer: T): T {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Date, Retry-After',
    ...answer.headers,
  }
  return { ...answer, headers }
}

/** The answer to a preflight (Fetch standard, "CORS-preflight request") for a path with these methods. */
export function preflightAnswer(methods: readonly string[]): Answer {
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': '7200',
    },
  }
}

// `*` would not cover `authorization`. The last two are what Momento's web client says about itself.
const allowedHeaders = 'authorization, content-type, agent, runtime-version'
