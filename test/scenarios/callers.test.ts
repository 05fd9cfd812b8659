import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

describe('a caller who gives up', () => {
  it('is alone in that: the request goes on, and serves the others', async () => {
    const { tokens } = open()
    const giving = new AbortController()
    const [gone, stayed] = [tokens.getToken(undefined, { signal: giving.signal }), tokens.getToken()]
    await world.advance(50)
    giving.abort()
    expect(await codeOf(gone)).toBe('aborted')
    expect((await world.waitFor(stayed)).reveal()).toBe(secretOf(1))
    expect(backend.requests).toHaveLength(1)
  })

  it('before calling asks for nothing', async () => {
    const { tokens } = open()
    expect(await codeOf(tokens.getToken(undefined, { signal: AbortSignal.abort() }))).toBe('aborted')
    await world.advance(1_000)
    expect(backend.requests).toHaveLength(0)
  })

  it('need not wait for a sign-in that is being written', async () => {
    world.storage.delay(300, 300)
    const { tokens } = open()
    const giving = new AbortController()
    void tokens.signIn()
    const startedAt = world.clock.now()
    const code = codeOf(tokens.getToken(undefined, { signal: giving.signal }))
    giving.abort()
    expect(await world.waitFor(code)).toBe('aborted')
    expect(world.clock.now()).toBe(startedAt)
  })
})

describe('a caller who needs a token for longer', () => {
  it('gets a new one when the old one ends too soon, and the others keep the old one meanwhile', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    await world.advance(20_000)
    const longer = tokens.getToken(undefined, { minValidityMs: 50_000 })
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    expect((await world.waitFor(longer)).reveal()).toBe(secretOf(2))
    expect(backend.requests).toHaveLength(2)
  })

  it('gets a new one when that found in storage ends too soon, also where nobody listens', async () => {
    const first = open()
    await world.waitFor(first.tokens.getToken())
    first.tab.close()
    await world.advance(20_000)
    const { tokens } = open({}, { listening: false })
    const token = await world.waitFor(tokens.getToken(undefined, { minValidityMs: 50_000 }))
    expect(token.reveal()).toBe(secretOf(2))
  })

  it('gets the newest there is, without a second request, where tokens do not live that long', async () => {
    const { tokens } = open()
    const given = await world.waitFor(tokens.getToken(undefined, { minValidityMs: 120_000 }))
    expect(given.reveal()).toBe(secretOf(1))
    expect((await world.waitFor(tokens.getToken(undefined, { minValidityMs: 120_000 }))).reveal()).toBe(
      secretOf(1),
    )
    expect(backend.requests).toHaveLength(1)
  })

  it('is told when it cannot be had, while the others keep what there is', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    backend.answer = refusing('unavailable')
    await world.advance(20_000)
    expect(await world.waitFor(codeOf(tokens.getToken(undefined, { minValidityMs: 50_000 })))).toBe(
      'unavailable',
    )
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
  })
})

describe('many callers', () => {
  it('of a scope under way add no request, whatever they come and go', async () => {
    const { tokens } = open()
    const codes: Promise<string>[] = []
    for (let round = 0; round < 50; round++) {
      const giving = new AbortController()
      codes.push(codeOf(tokens.getToken(undefined, { signal: giving.signal })))
      if (round % 2 === 0) giving.abort()
      await world.advance(2)
    }
    expect((await world.waitFor(Promise.all(codes))).filter(code => code === 'no error')).toHaveLength(25)
    expect(backend.requests).toHaveLength(1)
  })

  it('in events are served as any other', async () => {
    const { tokens } = open()
    const given: string[] = []
    tokens.subscribe(event => {
      if (event.type.startsWith('token-')) void tokens.getToken().then(token => given.push(token.reveal()))
    })
    const token = await world.waitFor(tokens.getToken())
    tokens.rejected(token)
    await world.advance(1_000)
    expect(given).toEqual([secretOf(1), secretOf(2), secretOf(2)])
    expect(backend.requests).toHaveLength(2)
  })

  it('may end the session in an event', async () => {
    const { tokens, types } = open()
    const outs: Promise<unknown>[] = []
    tokens.subscribe(event => {
      if (event.type === 'token-issued') outs.push(tokens.signOut())
    })
    const code = codeOf(tokens.getToken())
    await world.advance(1_000)
    expect(await Promise.all(outs)).toEqual([{ stored: true, revoked: 'yes' }])
    expect(['signed-out', 'no error']).toContain(await code)
    expect(tokens.peekToken()).toBeUndefined()
    expect(types()).toEqual(['token-issued', 'signed-out'])
    expect(JSON.stringify(world.storage.dump())).not.toContain(secretOf(1))
  })
})
