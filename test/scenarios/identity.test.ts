import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const stored = () => JSON.stringify(world.storage.dump())

describe('signing out', () => {
  it('leaves no token in any tab and none in storage', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    const answer = await world.waitFor(first.tokens.signOut())
    await world.settle()
    expect(answer).toEqual({ stored: true, revoked: 'yes' })
    expect(first.tokens.peekToken()).toBeUndefined()
    expect(second.tokens.peekToken()).toBeUndefined()
    expect(second.tokens.sessionState().status).toBe('signed-out')
    expect(stored()).not.toContain(secretOf(1))
    expect(await codeOf(second.tokens.getToken())).toBe('signed-out')
  })

  it('discards an answer that is on its way in another tab', async () => {
    const [first, second] = [open(), open()]
    backend.delayMs = 5_000
    const waiting = codeOf(first.tokens.getToken())
    await world.advance(1_000)
    await world.waitFor(second.tokens.signOut())
    await world.advance(10_000)
    expect(await waiting).toBe('signed-out')
    expect(stored()).not.toContain(secretOf(1))
    expect(first.tokens.peekToken()).toBeUndefined()
  })

  it('holds in a tab that was frozen with an answer on its way', async () => {
    const [first, second] = [open(), open()]
    backend.delayMs = 5_000
    const waiting = codeOf(first.tokens.getToken())
    await world.advance(1_000)
    first.tab.freeze()
    await world.waitFor(second.tokens.signOut())
    await world.advance(60_000)
    first.tab.thaw()
    await world.advance(10_000)
    expect(await waiting).toBe('signed-out')
    expect(stored()).not.toContain(secretOf(1))
  })

  it('is found by a tab opened afterwards', async () => {
    const first = open()
    await world.waitFor(first.tokens.getToken())
    await world.waitFor(first.tokens.signOut())
    const second = open()
    expect(await world.waitFor(codeOf(second.tokens.getToken()))).toBe('signed-out')
    expect(backend.requests).toHaveLength(1)
  })

  it('is marked, and the database deleted, where the tombstone cannot be written', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    world.storage.failNext('quota-exceeded', { on: 'transact', times: 2 })
    const answer = await world.waitFor(first.tokens.signOut())
    await world.settle()
    expect(answer.stored).toBe(true)
    expect(stored()).not.toContain(secretOf(1))
    expect(second.tokens.sessionState().status).toBe('signed-out')
    expect(await world.waitFor(codeOf(open().tokens.getToken()))).toBe('signed-out')
  })

  it('says when the backend could not be told', async () => {
    backend.signOutAnswer = 'failed'
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    expect(await world.waitFor(tokens.signOut())).toEqual({ stored: true, revoked: 'failed' })
  })

  it('is written by a store that keeps its tokens in memory', async () => {
    const memory = open({ storage: 'memory' })
    const kept = open()
    await world.waitFor(Promise.all([memory.tokens.getToken(), kept.tokens.getToken()]))
    await world.waitFor(memory.tokens.signOut())
    await world.settle()
    expect(kept.tokens.sessionState().status).toBe('signed-out')
  })
})

describe('signing in', () => {
  it('as someone else begins a new epoch in all tabs', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    backend.answer = ({ number }) => ({
      ...{ access_token: secretOf(number), token_type: 'Bearer', expires_in: 60, subject: 'bob' },
    })
    await world.waitFor(second.tokens.signIn({ subject: 'bob' }))
    const token = await world.waitFor(first.tokens.getToken())
    expect(token.subject).toBe('bob')
    expect(stored()).not.toContain(secretOf(1))
    expect(first.types()).toContain('subject-changed')
  })

  it('after a sign-out needs no reload in the other tab', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    await world.waitFor(second.tokens.getToken())
    await world.waitFor(first.tokens.signOut())
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    const token = await world.waitFor(second.tokens.getToken())
    expect(token.reveal()).not.toBe(secretOf(1))
    expect(second.types()).toEqual(expect.arrayContaining(['signed-out', 'signed-in']))
  })

  it('is waited for by calls made after it', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    backend.answer = ({ number }) => ({
      ...{ access_token: secretOf(number), token_type: 'Bearer', expires_in: 60, subject: 'bob' },
    })
    void tokens.signIn({ subject: 'bob' })
    expect(tokens.peekToken()).toBeUndefined()
    expect((await world.waitFor(tokens.getToken())).subject).toBe('bob')
  })

  it('lets a visitor in who was turned away, in every tab', async () => {
    const answer = backend.answer
    backend.answer = refusing('signed-out')
    const [first, second] = [open(), open()]
    expect(await world.waitFor(codeOf(first.tokens.getToken()))).toBe('signed-out')
    expect(await world.waitFor(codeOf(second.tokens.getToken()))).toBe('signed-out')
    expect(stored()).not.toContain('signedOutAt')
    backend.answer = answer
    await world.waitFor(first.tokens.signIn({ subject: 'ada' }))
    await world.settle()
    expect((await world.waitFor(second.tokens.getToken())).subject).toBe('ada')
  })
})

describe('the backend', () => {
  it('ends the session in every tab by a 401', async () => {
    const [first, second] = [open(), open()]
    await world.waitFor(Promise.all([first.tokens.getToken(), second.tokens.getToken()]))
    backend.answer = refusing('signed-out')
    await world.advance(60_000)
    for (const { tokens, types } of [first, second]) {
      expect(tokens.sessionState().status).toBe('signed-out')
      expect(types()).toContain('signed-out')
    }
    expect(stored()).toContain('signedOutAt')
    expect(backend.requests).toHaveLength(2)
  })

  it("never has another user's token stored under this one", async () => {
    const { tokens, types } = open()
    await world.waitFor(tokens.signIn({ subject: 'ada' }))
    await world.waitFor(tokens.getToken())
    const before = backend.requests.length
    backend.answer = ({ number }) => ({
      ...{ access_token: secretOf(number), token_type: 'Bearer', expires_in: 60, subject: 'eve' },
    })
    await world.advance(60_000)
    expect(types()).toContain('subject-changed')
    expect(stored()).not.toContain(secretOf(before + 1))
    expect((await world.waitFor(tokens.getToken())).subject).toBe('eve')
    expect(tokens.sessionState()).toMatchObject({ status: 'active', subject: 'eve' })
  })

  it('denies one scope by a 403 without ending the session', async () => {
    backend.answer = refusing('denied')
    const { tokens } = open()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('denied')
    expect(tokens.sessionState().status).toBe('active')
    expect(await codeOf(tokens.getToken())).toBe('denied')
    expect(backend.requests).toHaveLength(1)
    await world.advance(61_000)
    expect(backend.requests).toHaveLength(1)
    await world.waitFor(codeOf(tokens.getToken()))
    expect(backend.requests).toHaveLength(2)
  })
})
