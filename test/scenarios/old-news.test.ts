import { defineScopes } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

// What was true when it was asked, decided or begun, and is no more when its answer comes.

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const untilAskedAgain = async (): Promise<void> => {
  while (backend.requests.length < 2) await world.advance(100)
}

describe('a 401 to what was asked before a login', () => {
  let loginAt: number

  beforeEach(() => {
    const { answer } = backend
    loginAt = Number.POSITIVE_INFINITY
    backend.answer = request =>
      request.number > 1 && request.at < loginAt ? { refusal: 'signed-out' } : answer(request)
  })

  it.each(['the same', 'a new'])('does not end the session after it (signed in in %s tab)', async which => {
    const old = open()
    await world.waitFor(old.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(old.tokens.getToken())
    backend.delayMs = 1_500
    await untilAskedAgain()
    loginAt = world.trueNow()
    const signingIn = which === 'the same' ? old : open()
    await world.waitFor(signingIn.tokens.signIn({ subject: 'ada' }))
    await world.advance(10_000)
    expect(old.tokens.sessionState().status).toBe('active')
    expect(old.types()).not.toContain('signed-out')
    expect(old.tokens.peekToken()?.generation).toBe(2)
  })

  it('ends it where nobody has logged in since', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    await world.advance(40_000)
    expect(tokens.sessionState().status).toBe('signed-out')
  })
})

describe('a sign-in that storage had no room for', () => {
  it.each([3_000, 9_000])(
    'is served by one request, whatever is still stored (a backend of %i ms)',
    async delayMs => {
      const { tab, tokens } = open({}, { listening: false })
      await world.waitFor(tokens.signIn({ subject: 'ada' }))
      await world.waitFor(tokens.getToken())
      world.storage.failNext('quota-exceeded', { on: 'write', times: Number.POSITIVE_INFINITY })
      const { answer } = backend
      backend.answer = request => ({ ...Object(answer(request)), subject: 'bob' })
      expect(await world.waitFor(tokens.signIn({ subject: 'bob' }))).toEqual({ stored: false })
      backend.delayMs = delayMs
      const waiting = world.waitFor(tokens.getToken())
      for (let second = 0; second < 12; second++) {
        await world.advance(1_000)
        tab.show()
      }
      expect((await waiting).subject).toBe('bob')
      expect(backend.requests).toHaveLength(2)
    },
  )
})

describe('a tab that is frozen while it waits for the lock', () => {
  it('is not given it meanwhile', async () => {
    backend.delayMs = 2_000
    const [first, second, third] = [open(), open(), open()]
    const given = codeOf(first.tokens.getToken())
    await world.advance(100)
    void codeOf(second.tokens.getToken())
    await world.advance(100)
    second.tab.freeze()
    await world.waitFor(given)
    await world.advance(3_000)
    expect(world.locks.heldNames()).toEqual([])
    first.tokens.rejected(first.tokens.peekToken() ?? expect.fail())
    const startedAt = world.trueNow()
    await world.waitFor(third.tokens.getToken(undefined, { minValidityMs: 59_000 }))
    expect(world.trueNow() - startedAt).toBeLessThanOrEqual(5_000)
  })
})

describe('a scope whose wider token serves', () => {
  const scopes = defineScopes({
    everything: { permissions: [{ role: 'readwrite', cache: '*' }] },
    profiles: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
  })

  it('is asked for itself by a call that waited while somebody else signed in', async () => {
    const { tokens } = open({ scopes, policy: { reuse: 'covering' } })
    const wide = await world.waitFor(tokens.getToken('everything'))
    expect(await world.waitFor(tokens.getToken('profiles'))).toBe(wide)
    const { answer } = backend
    backend.answer = request =>
      request.scope?.key === scopes.everything.key
        ? { refusal: 'denied' }
        : { ...Object(answer(request)), subject: 'bob' }
    const signingIn = tokens.signIn({ subject: 'bob' })
    const waiting = codeOf(tokens.getToken('profiles'))
    await world.waitFor(signingIn)
    expect(await world.waitFor(waiting)).toBe('no error')
  })
})

describe('a store that is disposed of between the look at storage and the request', () => {
  it.each(Array.from({ length: 12 }, (_, step) => 60 + step * 10))(
    'asks for nothing (%i ms)',
    async afterMs => {
      world.storage.delay(60, 60)
      const { tokens } = open()
      void codeOf(tokens.getToken())
      await world.advance(afterMs)
      const asked = backend.requests.length
      tokens.dispose()
      await world.advance(1_000)
      expect(backend.requests).toHaveLength(asked)
    },
  )
})

it('observers see the token that is there once a sign-in at load is written', async () => {
  const before = open()
  await world.waitFor(before.tokens.signIn({ subject: 'ada' }))
  await world.waitFor(before.tokens.getToken())
  before.tab.close()
  const { tokens } = open()
  const seen: (number | undefined)[] = []
  tokens.observe(() => seen.push(tokens.peekToken()?.generation))
  void tokens.signIn({ subject: 'ada' })
  await world.waitFor(tokens.getToken())
  await world.advance(100)
  expect(seen.at(-1)).toBe(1)
})
