import { inspect } from 'node:util'
import { type SessionEvent, tokenEndpoint } from '@hallpass/core'
import { createFakeBackend, wrongAnswerNames } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from '../store-world.js'

const url = 'https://app.example/api/token'
const token = { access_token: secretOf(1), token_type: 'Bearer', expires_in: 60, subject: 'ada' }

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const stored = () => JSON.stringify(world.storage.dump())
const problems = (events: readonly SessionEvent[]) =>
  events.flatMap(event => (event.type === 'renewal-failed' ? [event.problem] : []))

/** A store whose token endpoint answers so, at first; after that it issues. */
function openAt(...answers: readonly (() => Response)[]): OpenStore {
  let asked = 0
  world.network.serve(url, async () => answers[asked++]?.() ?? Response.json(token))
  return open({ source: tokenEndpoint(url) })
}

async function expectPassing({ tokens }: OpenStore): Promise<void> {
  expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
  expect(tokens.sessionState().status).toBe('active')
  await world.advance(5_000)
  expect(tokens.peekToken()).toBeDefined()
}

describe('A01 to A19 an answer that is', () => {
  it.each(wrongAnswerNames)('%s is no token now, signs nobody out, and another is asked for', async name => {
    const endpoint = createFakeBackend(world, { url })
    endpoint.respondWith(name)
    await expectPassing(open({ source: tokenEndpoint(url) }))
    expect(endpoint.requests).toHaveLength(2)
  })
})

describe('A06, A08 a token with', () => {
  it.each(['\r\nx: y', '\t', '\u0000', ' ', 'é', '\ud800', '"'])('%j in it is none', async text => {
    const store = openAt(() => Response.json({ ...token, access_token: `abc${text}def` }))
    await expectPassing(store)
    expect(problems(store.events)).toEqual(['bad-token'])
  })
})

describe('A11 an answer nested a hundred thousand deep', () => {
  const nested = () => Array.from({ length: 100_000 }).reduce<unknown>(inner => [inner], [])

  it.each([
    ['all of it', () => nested()],
    ['in its token', () => ({ ...token, access_token: nested() })],
    ['in its grant', () => ({ ...token, granted: nested() })],
    [
      'in a permission',
      () => ({ ...token, granted: { permissions: [{ role: 'readonly', cache: nested() }] } }),
    ],
    ['in its expiry', () => ({ ...token, expires_in: nested() })],
  ])('is no token now: %s', async (_, answer) => {
    const proper = backend.answer
    backend.answer = request => (request.number === 1 ? answer() : proper(request))
    await expectPassing(open())
  })
})

describe('A12 an answer that', () => {
  const text = JSON.stringify(token)
  const bytes = (...parts: readonly (string | readonly number[])[]) =>
    Buffer.concat(parts.map(part => Buffer.from(part as string)))
  const BOM = [0xef, 0xbb, 0xbf]

  it('begins with a byte order mark is a token', async () => {
    const { tokens } = openAt(() => new Response(bytes(BOM, text)))
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
  })

  it.each([
    ['begins with two of them', bytes(BOM, BOM, text)],
    ['is in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'is no UTF-8 in its token',
      bytes('{"access_token":"abc', [0xff, 0xfe], `",${text.slice(1)}`.replace('access_token', 'x')),
    ],
  ])('%s is none', async (_, body) => {
    await expectPassing(openAt(() => new Response(body)))
  })
})

describe('A15 to A17 a token of type', () => {
  it.each(['mac', 'N_A', 'DPoP', 'Bearer ', ''])('%j is none', async token_type => {
    const store = openAt(() => Response.json({ ...token, token_type }))
    await expectPassing(store)
    expect(problems(store.events)).toEqual(['unsupported-token-type'])
  })
})

describe('A19 to A21 an expires_in of', () => {
  it.each(['"3600"', 'null', 'true', '[]', '{}', '0', '-1', '1e999', '1e308'])(
    '%s is none',
    async expiresIn => {
      const text = JSON.stringify(token).replace('"expires_in":60', `"expires_in":${expiresIn}`)
      const store = openAt(() => new Response(text))
      await expectPassing(store)
      expect(problems(store.events)).toEqual(['bad-expiry'])
    },
  )
})

describe('A30 an answer that says everything twice', () => {
  it('is the last it says, in memory and in storage', async () => {
    const twice = { ...token, access_token: secretOf(2), expires_in: 30, subject: 'bob' }
    const text = `${JSON.stringify(token).slice(0, -1)},${JSON.stringify(twice).slice(1)}`
    const { tokens } = openAt(() => new Response(text))
    const given = await world.waitFor(tokens.getToken())
    await world.settle()
    expect([given.reveal(), given.subject]).toEqual([secretOf(2), 'bob'])
    expect(given.expiresAt - world.clock.now()).toBeLessThanOrEqual(30_000)
    expect(stored()).not.toContain(secretOf(1))
  })
})

describe('A33 a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of %i is no token now, and nobody follows it', async status => {
    const elsewhere = 'https://evil.example/token'
    await expectPassing(openAt(() => Response.redirect(elsewhere, status)))
    expect(new Set(world.network.requestedUrls)).toEqual(new Set([url]))
  })
})

describe('A35 a connection that breaks in the middle of an answer', () => {
  it('is no answer, and another is asked for', async () => {
    const broken = () => {
      let isBegun = false
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (isBegun) controller.error(new TypeError('network error'))
          else controller.enqueue(new TextEncoder().encode('{"access_token":"abc'))
          isBegun = true
        },
      })
    }
    await expectPassing(openAt(() => new Response(broken())))
  })
})

describe('A36 an answer that comes one byte a second', () => {
  it('is given up after ten seconds, and holds no lock after that', async () => {
    const endpoint = createFakeBackend(world, { url })
    endpoint.respondWith('slow-drip')
    const { tokens } = open({ source: tokenEndpoint(url) })
    const startedAt = world.clock.now()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    expect(world.clock.now() - startedAt).toBe(10_000)
    await world.settle()
    expect(world.locks.heldNames()).toEqual([])
    await world.advance(5_000)
    expect(tokens.peekToken()).toBeDefined()
  })
})

describe('A42 what a backend says of an error', () => {
  it.each([
    ['a script', '<script>planted</script>'],
    ['lines', 'planted\r\nset-cookie: planted'],
    ['a token', secretOf(1)],
    ['a megabyte', `planted${'x'.repeat(1_000_000)}`],
  ])('is repeated nowhere: %s', async (_, error_description) => {
    const refusal = { error: 'invalid_request', error_description, error_uri: error_description }
    const { tokens, events } = openAt(() => Response.json(refusal, { status: 400 }))
    const error = await world.waitFor(tokens.getToken().catch(thrown => thrown))
    const said = [error, events, tokens.scopeState(), tokens.sessionState(), world.storage.dump()]
    const printed = said
      .map(value => `${inspect(value, { depth: 9, showHidden: true })} ${value?.stack}`)
      .join()
    expect(printed).toMatch(/misconfigured|unavailable/)
    expect(printed).not.toMatch(/planted|script|secret-/)
  })
})

describe('A49 a source that calls the store it serves', () => {
  it('waits for itself no longer than its deadline, and the next request is like any other', async () => {
    let isFirst = true
    const store: OpenStore = open({
      source: async request => {
        if (!isFirst) return backend.source(request)
        isFirst = false
        return (await store.tokens.getToken()).reveal()
      },
    })
    const startedAt = world.clock.now()
    expect(await world.waitFor(codeOf(store.tokens.getToken()))).toBe('unavailable')
    expect(world.clock.now() - startedAt).toBe(10_000)
    await world.advance(5_000)
    expect(store.tokens.peekToken()?.reveal()).toBe(secretOf(1))
    expect(world.locks.heldNames()).toEqual([])
  })
})
