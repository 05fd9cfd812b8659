import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tokenEndpoint } from './token-endpoint.js'

// Every window of eight characters of it is looked for.
const CANARY = 'Q7vK2mXw9TzR4bNc8LpJ5hGd3FsYe6Au'
const windows = Array.from({ length: CANARY.length - 7 }, (_, start) => CANARY.slice(start, start + 8))

const bodies: readonly [string, () => BodyInit][] = [
  [
    'JSON',
    () =>
      JSON.stringify({ access_token: CANARY, error: CANARY, error_description: CANARY, retry_after: CANARY }),
  ],
  ['JSON that breaks off', () => `{"access_token":"${CANARY}`],
  ['text', () => CANARY],
  ['a page', () => `<p>${CANARY}</p>`],
  ['more than can be a token', () => CANARY.repeat(3_000)],
  [
    'a stream that breaks',
    () => new ReadableStream({ start: controller => controller.error(new Error('cut off')) }),
  ],
]
const statuses = [400, 401, 403, 404, 429, 500, 503]

function said(value: unknown): string {
  return `${inspect(value, { depth: 9, showHidden: true })} ${JSON.stringify(value)} ${String(value)}`
}

/** What asking came to, a refusal or a rejection, as anybody could print it. */
async function outcomeOf(respond: () => Response): Promise<string> {
  const source = tokenEndpoint('/token', { headers: () => ({ authorization: `Bearer ${CANARY}` }) })
  const request = {
    reason: 'first',
    signal: new AbortController().signal,
    fetch: async () => respond(),
  } as const
  return source(request).then(said, said)
}

describe('no trace of a token', () => {
  it.each(bodies)('is in what a refusal says, when the body is %s', async (_, body) => {
    for (const status of statuses) {
      const outcome = await outcomeOf(
        () => new Response(body(), { status, headers: { 'retry-after': CANARY } }),
      )
      for (const part of windows) expect(outcome).not.toContain(part)
    }
  })

  it.each([
    ['too long', () => new Response(CANARY.repeat(3_000))],
    ['cut off', () => new Response(bodies[5]?.[1]() ?? null)],
  ])('is in the rejection of an answer that is %s', async (_, respond) => {
    const outcome = await outcomeOf(respond)
    expect(outcome).toContain('Error')
    for (const part of windows) expect(outcome).not.toContain(part)
  })
})
