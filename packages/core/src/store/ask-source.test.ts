import { createTestWorld, type TestWorld } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { profiles } from '../../test-support/session-samples.js'
import type { Environment } from '../environment/environment.js'
import type { TokenSource, TokenSourceRequest } from '../source/token-source.js'
import { askSource, type SourceAnswer } from './ask-source.js'

const answered = { access_token: 'abc', token_type: 'Bearer', expires_in: 60 }

let world: TestWorld
let inner: Environment

beforeEach(() => {
  world = createTestWorld()
  inner = world.openTab().environment
})

const answeredBy = (dates: readonly (Date | string | undefined)[]): Environment['fetch'] => {
  const left = [...dates]
  return async () => {
    const date = left.shift()
    const text = date instanceof Date ? date.toUTCString() : date
    return Response.json({}, { headers: text === undefined ? {} : { date: text } })
  }
}

/** The answer of a source, and what it was asked. */
async function ask(
  source: TokenSource,
  { fetch = inner.fetch, ended = new AbortController().signal, scope = profiles } = {},
): Promise<SourceAnswer> {
  const tools = { environment: { ...inner, fetch }, source, ended }
  return world.waitFor(askSource(scope, 'renewal', tools))
}

/** A source that makes requests before it answers. */
const fetching =
  (answer: unknown, requests = 1): TokenSource =>
  async ({ fetch }) => {
    for (let made = 0; made < requests; made++) await fetch('/api/token')
    return answer
  }

describe('a source', () => {
  it('is told the scope, the reason and how to stop, and is read by the token answer contract', async () => {
    const told: TokenSourceRequest[] = []
    const { answer } = await ask(async request => {
      told.push(request)
      return answered
    })
    expect(told).toMatchObject([{ scope: profiles, reason: 'renewal' }])
    expect(told[0]?.signal).toBeInstanceOf(AbortSignal)
    expect(answer).toMatchObject({ secret: 'abc', lifetimeMs: 60_000, granted: profiles })
  })

  it.each(['signed-out', 'denied', 'misconfigured', 'unavailable'] as const)(
    'may refuse: %s',
    async refusal => {
      expect(await ask(async () => ({ refusal, status: 7 }))).toEqual({ answer: { refusal, status: 7 } })
    },
  )

  it.each<[string, TokenSource]>([
    ['rejects', () => Promise.reject(new Error('quotes abc'))],
    [
      'throws',
      () => {
        throw new Error('quotes abc')
      },
    ],
    ['takes longer than ten seconds', () => new Promise(() => {})],
  ])('is unavailable when it %s, and that is all there is to know', async (_, source) => {
    expect((await ask(source)).answer).toEqual({ refusal: 'unavailable' })
  })

  it.each([
    ['an expiry that is none', { ...answered, expires_in: 'soon' }, 'bad-expiry'],
    [
      'more than was asked for',
      { ...answered, granted: { permissions: [{ role: 'readwrite', cache: '*' }] } },
      'scope-exceeded',
    ],
    ['a refusal that is none', { refusal: 'perhaps' }, 'no-token'],
    ['nothing', undefined, 'not-an-object'],
  ])('is unavailable when it answers with %s, and the problem is named', async (_, said, problem) => {
    expect((await ask(async () => said)).answer).toEqual({ refusal: 'unavailable', problem })
  })
})

describe("the backend's clock", () => {
  const at = (ms: number) => new Date(inner.clock.now() + ms)

  it.each<[string, unknown]>([
    ['a token', answered],
    ['a refusal', { refusal: 'denied' }],
    ['what cannot be read', 'abc'],
  ])('is measured by the Date of the answer, with %s', async (_, said) => {
    const date = at(3_600_000)
    date.setUTCMilliseconds(0)
    const { skewMs } = await ask(fetching(said), { fetch: answeredBy([date]) })
    expect(skewMs).toBe(date.getTime() - inner.clock.now())
  })

  it('is that of the last answer, where the source made more than one request', async () => {
    const fetch = answeredBy([at(3_600_000), at(0)])
    expect((await ask(fetching(answered, 2), { fetch })).skewMs).toBe(0)
  })

  it('is measured by the time of issue where the answer has no Date', async () => {
    const issuedAtSec = Math.floor(inner.clock.now() / 1_000) + 3_600
    const source = fetching({ ...answered, issued_at: issuedAtSec })
    const { skewMs } = await ask(source, { fetch: answeredBy([undefined]) })
    expect(skewMs).toBe(issuedAtSec * 1_000 - inner.clock.now())
  })

  it.each([undefined, 'today'])('is not measured where nothing tells: %s', async date => {
    expect((await ask(fetching(answered), { fetch: answeredBy([date]) })).skewMs).toBeUndefined()
  })

  it('tells how long a token lives whose end is a moment of that clock', async () => {
    const date = at(3_600_000)
    date.setUTCMilliseconds(0)
    const said = { token: 'abc', expiresAt: date.getTime() + 60_000 }
    const { answer } = await ask(fetching(said), { fetch: answeredBy([date]) })
    expect(answer).toMatchObject({ secret: 'abc', lifetimeMs: 60_000 })
  })
})
