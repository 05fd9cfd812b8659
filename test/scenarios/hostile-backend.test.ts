import { inspect } from 'node:util'
import { tokenEndpoint } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const malformed: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a page', '<!doctype html>'],
  ['an empty object', {}],
  ['an array', [{ access_token: 'abc' }]],
  ['a token without end', { access_token: 'abc', token_type: 'Bearer' }],
  ['a token that has ended', { access_token: 'abc', token_type: 'Bearer', expires_in: -5 }],
  ['a token that is no text', { access_token: { abc: 1 }, token_type: 'Bearer', expires_in: 60 }],
  ['a refusal that is none of ours', { refusal: 'come back tomorrow' }],
  ['a refusal that is no text', { refusal: { refusal: 'denied' } }],
  ['a refusal with a retry time that is no number', { refusal: 'unavailable', retryAfterMs: Number.NaN }],
  ['a refusal with a retry time in words', { refusal: 'unavailable', retryAfterMs: 'soon' }],
  ['a refusal without end', { refusal: 'unavailable', retryAfterMs: -Number.MAX_VALUE }],
]

describe('an answer that is', () => {
  it.each(malformed)('%s is no token now, and the next attempt is scheduled', async (_, answer) => {
    const proper = backend.answer
    backend.answer = () => answer
    const { tokens } = open()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    expect(tokens.scopeState()).toMatchObject({ status: 'waiting' })
    backend.answer = proper
    await world.advance(5_000)
    expect(tokens.peekToken()).toBeDefined()
  })

  it.each(malformed)('%s costs a renewal, and not the token there is', async (_, answer) => {
    const { tokens, types } = open()
    await world.waitFor(tokens.getToken())
    backend.answer = () => answer
    await world.advance(45_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    expect(types()).toContain('renewal-failed')
    expect(backend.requests.length).toBeLessThan(12)
  })
})

describe('a source that', () => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['rejects with nothing', () => Promise.reject(undefined)],
  ] as const)('%s is unavailable', async (_, source) => {
    const { tokens } = open({ source })
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
  })
})

describe('a token endpoint', () => {
  const url = 'https://app.example/api/token'
  const openAt = () => open({ source: tokenEndpoint('/api/token') })

  it.each([
    ['200 with a refusal in it', () => Response.json({ refusal: 'signed-out' }), 'unavailable'],
    ['200 without a token', () => Response.json({}), 'unavailable'],
    ['200 and a page', () => new Response('<!doctype html>'), 'unavailable'],
    ['200 and a megabyte', () => new Response('a'.repeat(1_000_000)), 'unavailable'],
    ['204', () => new Response(null, { status: 204 }), 'unavailable'],
    ['401', () => Response.json({}, { status: 401 }), 'signed-out'],
    ['403', () => Response.json({}, { status: 403 }), 'denied'],
    ['404', () => Response.json({}, { status: 404 }), 'misconfigured'],
    ['500', () => Response.json({}, { status: 500 }), 'unavailable'],
  ])('that answers %s', async (_, respond, code) => {
    world.network.serve(url, async () => respond())
    expect(await world.waitFor(codeOf(openAt().tokens.getToken()))).toBe(code)
  })

  it('that is wrong is said to be so for as long as it is, also once the token it gave has ended', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    backend.answer = refusing('misconfigured')
    await world.advance(58_000)
    expect(tokens.scopeState()).toMatchObject({ status: 'waiting', cause: 'misconfigured' })
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('misconfigured')
  })

  it('that asks to be left alone is, also by a caller whose token was refused', async () => {
    const { tokens } = open()
    const token = await world.waitFor(tokens.getToken())
    backend.answer = () => ({ refusal: 'unavailable', retryAfterMs: 120_000 })
    await world.advance(31_000)
    expect(backend.requests).toHaveLength(2)
    tokens.rejected(token)
    await world.advance(60_000)
    expect(backend.requests).toHaveLength(2)
  })
})

describe('a backend that names another subject each time', () => {
  it('is asked no more often than any other that has no token for this session', async () => {
    backend.answer = ({ number }) => ({
      ...{
        access_token: secretOf(number),
        token_type: 'Bearer',
        expires_in: 60,
        subject: `visitor-${number}`,
      },
    })
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    for (let second = 0; second < 60; second++) {
      void codeOf(tokens.getToken())
      await world.advance(1_000)
    }
    expect(backend.requests.length).toBeLessThanOrEqual(30)
  })
})

describe('what a session says of its failures', () => {
  it('has no trace of a token in it', async () => {
    const { tokens, events } = open()
    const token = await world.waitFor(tokens.getToken())
    backend.answer = () => {
      throw new Error(`Bearer ${secretOf(1)}`)
    }
    tokens.rejected(token)
    const error = await world.waitFor(tokens.getToken().catch(thrown => thrown))
    await world.advance(60_000)
    const said = [error, events, tokens, token, tokens.scopeState(), tokens.sessionState()]
    const printed = said.map(
      value => `${inspect(value, { depth: 9, showHidden: true })} ${JSON.stringify(value)} ${value}`,
    )
    expect(printed.join()).not.toContain('secret-')
    expect(printed.join()).not.toContain('Zx9QvK3m')
  })
})
