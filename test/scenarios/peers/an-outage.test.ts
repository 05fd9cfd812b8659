import { tokenEndpoint } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from '../store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a backend that is out of order', () => {
  it('is asked once by fifty calls one after the other', async () => {
    backend.answer = () => ({ refusal: 'unavailable', retryAfterMs: 60_000 })
    const { tokens } = open({}, { listening: false })
    for (let call = 0; call < 50; call++) {
      expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
      await world.advance(1_000)
    }
    expect(backend.requests).toHaveLength(1)
  })

  it.each<[string, () => unknown]>([
    ['refuses', refusing('unavailable')],
    ['answers nonsense', () => '<!doctype html>'],
    [
      'cannot be reached',
      () => {
        throw new TypeError('Failed to fetch')
      },
    ],
  ])('leaves no lock held: it %s', async (_, answer) => {
    backend.answer = answer
    const { tokens } = open({}, { listening: false })
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    await world.settle()
    expect(world.locks.askedNames.size).toBeGreaterThan(0)
    expect(world.locks.heldNames()).toEqual([])
  })
})

describe('a network that is gone for longer than a token lives', () => {
  it('ends no session, and costs no token once it is back', async () => {
    world.network.serve('https://app.example/api/token', async () => Response.json(backend.answer(issued())))
    const { tab, tokens } = open({ source: tokenEndpoint('/api/token') })
    await world.waitFor(tokens.getToken())
    tab.goOffline()
    await world.advance(50_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(1))
    await world.advance(70_000)
    expect(tokens.sessionState().status).toBe('active')
    expect(tokens.scopeState()).toMatchObject({ status: 'waiting', cause: 'unavailable' })
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('unavailable')
    tab.goOnline()
    await world.advance(61_000)
    expect(tokens.peekToken()).toBeDefined()
  })

  function issued() {
    const request = { number: backend.requests.length + 1, at: world.trueNow(), reason: '', scope: undefined }
    backend.requests.push(request)
    return request
  }
})

describe('storage that hangs while a tab has the lock', () => {
  it('holds the other tabs up by its deadlines and no more', async () => {
    const [first, second] = [open(), open()]
    world.storage.hang()
    const startedAt = world.clock.now()
    await world.waitFor(Promise.all([first, second].map(({ tokens }) => tokens.getToken())))
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(4_000)
  })
})
