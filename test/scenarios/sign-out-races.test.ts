import { defineScopes } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from './store-world.js'

const scopes = defineScopes({
  chat: { permissions: [{ role: 'readonly', cache: 'chat' }] },
  log: { permissions: [{ role: 'readonly', cache: 'log' }] },
})

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

function begin(seed = 1): void {
  ;({ world, backend, open } = createStoreWorld({ seed }))
}
beforeEach(() => begin())

const stored = () => JSON.stringify(world.storage.dump())
const seeds = Array.from({ length: 12 }, (_, index) => index + 1)

/** Lets time pass in small steps; from the sign-out on, no token may show. */
async function expectNoneShows({ tokens }: OpenStore, forMs: number, scope?: string): Promise<void> {
  for (let passedMs = 0; passedMs < forMs; passedMs += 10) {
    await world.advance(10)
    if (tokens.sessionState().status === 'signed-out') expect(tokens.peekToken(scope)).toBeUndefined()
  }
}

describe('signing out', () => {
  it.each(seeds)('as the first thing on a page holds from that moment on (seed %i)', async seed => {
    begin(seed)
    const before = open()
    await world.waitFor(before.tokens.getToken())
    before.tab.close()
    world.storage.delay(5, 100)
    const page = open()
    const code = codeOf(page.tokens.getToken())
    const out = page.tokens.signOut()
    for (let step = 0; step < 60; step++) {
      await world.advance(10)
      expect(page.tokens.peekToken()).toBeUndefined()
      expect(page.tokens.sessionState().status).toBe('signed-out')
    }
    expect(await out).toMatchObject({ stored: true })
    expect(await code).toBe('signed-out')
    expect(page.types()).toEqual(['signed-out'])
  })

  it('in a tab that missed a sign-in elsewhere holds from that moment on', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    world.channels.drop()
    await world.waitFor(first.tokens.signIn({ subject: 'bob' }))
    world.channels.recover()
    world.storage.delay(50, 100)
    const out = second.tokens.signOut()
    world.channels.forge('test', 'look')
    for (let step = 0; step < 40; step++) {
      await world.advance(10)
      expect(second.tokens.sessionState().status).toBe('signed-out')
    }
    await world.waitFor(out)
    await world.settle()
    expect(first.tokens.sessionState().status).toBe('signed-out')
  })

  it('twice at once is signing out', async () => {
    const { tokens, types } = open()
    await world.waitFor(tokens.getToken())
    await world.waitFor(Promise.all([tokens.signOut(), tokens.signOut()]))
    expect(types().filter(type => type === 'signed-out')).toHaveLength(1)
    expect(tokens.sessionState().status).toBe('signed-out')
  })

  it('and in again, without waiting, is being signed in as who came last', async () => {
    const { tokens, types } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    void tokens.signOut()
    void tokens.signIn({ subject: 'bob' })
    await world.settle()
    expect(tokens.sessionState()).toMatchObject({ status: 'active', subject: 'bob' })
    expect(types().slice(-2)).toEqual(['signed-out', 'signed-in'])
    expect(stored()).not.toContain(secretOf(1))
  })

  it('takes no longer than a request may, whatever the backend does', async () => {
    const never = Object.assign(backend.source, { signOut: () => new Promise<never>(() => {}) })
    const { tokens } = open({ source: never })
    await world.waitFor(tokens.getToken())
    const startedAt = world.clock.now()
    expect(await world.waitFor(tokens.signOut())).toEqual({ stored: true, revoked: 'failed' })
    expect(world.clock.now() - startedAt).toBe(10_000)
  })

  it('says that it was not stored where nothing can be written at all', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    world.storage.failNext('unavailable', { times: Number.POSITIVE_INFINITY })
    world.marks.fail()
    expect(await world.waitFor(tokens.signOut())).toMatchObject({ stored: false })
    expect(tokens.peekToken()).toBeUndefined()
    expect(await codeOf(tokens.getToken())).toBe('signed-out')
  })
})

describe('the end of a session by its backend', () => {
  it('is one event, also while its tombstone is being written', async () => {
    const page = open()
    await world.waitFor(page.tokens.getToken())
    backend.answer = refusing('signed-out')
    world.storage.delay(100, 200)
    for (let step = 0; step < 1_000; step++) {
      await world.advance(50)
      world.channels.forge('test', 'look')
    }
    expect(page.types()).toEqual(['token-issued', 'signed-out'])
    expect(stored()).toContain('signedOutAt')
  })

  it('by one scope ends it for the others, also those whose answers were on their way', async () => {
    const answer = backend.answer
    backend.answer = request =>
      request.scope?.key === scopes.chat.key ? refusing('signed-out')() : answer(request)
    const page = open({ scopes })
    await world.waitFor(page.tokens.signIn())
    void codeOf(page.tokens.getToken('chat'))
    await world.advance(50)
    void codeOf(page.tokens.getToken('log'))
    world.storage.delay(30, 40)
    await expectNoneShows(page, 1_000, 'log')
    expect(page.types()).toEqual(['signed-in', 'signed-out'])
  })

  it('leaves a tombstone, also where the only sign of being signed in was a token of another scope', async () => {
    const answer = backend.answer
    backend.answer = request =>
      request.scope?.key === scopes.log.key ? refusing('signed-out')() : answer(request)
    const page = open({ scopes })
    void codeOf(page.tokens.getToken('chat'))
    await world.advance(50)
    void codeOf(page.tokens.getToken('log'))
    await world.advance(100_000)
    expect(page.types()).toEqual(['token-issued', 'signed-out'])
    expect(page.tokens.sessionState().status).toBe('signed-out')
    expect(stored()).toContain('signedOutAt')
  })

  it('is not the end of the session that somebody began meanwhile', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(first.tokens.getToken())
    const answer = backend.answer
    backend.answer = refusing('signed-out')
    backend.delayMs = 5_000
    await world.advance(31_000)
    expect(backend.requests).toHaveLength(2)
    await world.waitFor(second.tokens.signIn({ subject: 'bob' }))
    backend.answer = request => ({ ...Object(answer(request)), subject: 'bob' })
    await world.advance(10_000)
    expect([first, second].map(({ tokens }) => tokens.sessionState())).toMatchObject([
      { subject: 'bob' },
      { subject: 'bob' },
    ])
  })

  it('is not that of who signs in while storage hangs and the answer is on its way', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    const answer = backend.answer
    backend.answer = refusing('signed-out')
    backend.delayMs = 500
    await world.advance(30_300)
    expect(backend.requests).toHaveLength(2)
    world.storage.hang()
    const signedIn = tokens.signIn({ subject: 'bob' })
    await world.advance(300)
    backend.answer = request => ({ ...Object(answer(request)), subject: 'bob' })
    await world.waitFor(signedIn)
    await world.advance(5_000)
    world.storage.recover()
    await world.advance(60_000)
    expect(tokens.sessionState()).toMatchObject({ status: 'active', subject: 'bob' })
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('no error')
  })
})

describe('who is signed in', () => {
  it('is known as soon as the backend has said so, in the tab that asked too', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    expect(tokens.sessionState()).toMatchObject({ status: 'active', subject: 'ada', identity: 'verified' })
  })

  it('is the same object for as long as nothing of it has changed', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    await world.advance(1_000)
    const before = [first, second].map(({ tokens }) => tokens.sessionState())
    await world.advance(120_000)
    for (const [index, { tokens }] of [first, second].entries())
      expect(tokens.sessionState()).toBe(before[index])
  })

  it('is not asked for again by an app that signs in what is signed in, in a tab that missed it', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(first.tokens.signOut())
    await world.settle()
    world.channels.drop()
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    const token = await world.waitFor(first.tokens.getToken())
    await world.waitFor(second.tokens.signIn({ subject: 'ada' }))
    expect((await world.waitFor(second.tokens.getToken())).reveal()).toBe(token.reveal())
  })
})

describe('a store that keeps its tokens in memory', () => {
  it('hears of a sign-out in another tab', async () => {
    const memory = open({ storage: 'memory' })
    const kept = open()
    await world.waitFor(Promise.all([memory.tokens.getToken(), kept.tokens.getToken()]))
    await world.waitFor(kept.tokens.signOut())
    await world.advance(1_000)
    expect(memory.tokens.peekToken()).toBeUndefined()
    expect(memory.tokens.sessionState().status).toBe('signed-out')
  })

  it('is still signed out after a reload', async () => {
    const before = open({ storage: 'memory' })
    await world.waitFor(before.tokens.getToken())
    await world.waitFor(before.tokens.signOut())
    before.tab.close()
    const after = open({ storage: 'memory' })
    expect(await world.waitFor(codeOf(after.tokens.getToken()))).toBe('signed-out')
  })
})

describe('a user who follows another on the same page', () => {
  const forSubject = (subject: string) => {
    const { answer } = backend
    backend.answer = request => ({ ...Object(answer(request)), subject })
  }

  it('has an epoch of their own, also where storage was wiped in between', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    const before = tokens.sessionState()
    world.storage.wipe()
    forSubject('bob')
    await world.advance(60_000)
    const after = tokens.sessionState()
    expect(after).toMatchObject({ status: 'active', subject: 'bob' })
    expect(before.status === 'active' && after.status === 'active' && after.epoch > before.epoch).toBe(true)
  })

  it('is asked for no faster by many scopes than by one, while the backend cannot decide who it is', async () => {
    const { answer } = backend
    backend.answer = request => ({ ...Object(answer(request)), subject: `visitor-${request.number}` })
    const page = open({ scopes })
    for (let step = 0; step < 120; step++) {
      for (const scope of ['chat', 'log']) void codeOf(page.tokens.getToken(scope))
      await world.advance(500)
    }
    expect(backend.requests.length).toBeLessThanOrEqual(30)
  })

  it('finds nothing in other tabs after a sign-out that could only delete', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    world.storage.failNext('quota-exceeded', { on: 'transact', times: 2 })
    world.marks.fail()
    backend.answer = refusing('signed-out')
    expect(await world.waitFor(first.tokens.signOut())).toMatchObject({ stored: false })
    await world.advance(2_000)
    expect(second.tokens.peekToken()).toBeUndefined()
    expect(second.tokens.sessionState().status).toBe('signed-out')
  })
})
