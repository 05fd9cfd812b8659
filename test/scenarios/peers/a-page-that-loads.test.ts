import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from '../fake-source.js'
import { createStoreWorld, type StoreWorld } from '../store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

/** A token of a minute lies in storage, and is as old as this. */
async function leaveToken(ageMs: number): Promise<void> {
  const { tab, tokens } = open()
  await world.waitFor(tokens.getToken())
  tab.close()
  await world.advance(ageMs)
}

describe('a page that loads', () => {
  it('shortly before its token ends serves it, renews it once, and lets listeners ask meanwhile', async () => {
    await leaveToken(50_000)
    world.storage.delay(50, 50)
    const { tokens } = open()
    const asked: Promise<unknown>[] = []
    tokens.subscribe(() => asked.push(tokens.getToken()))
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    await world.advance(1_000)
    expect(tokens.peekToken()?.reveal()).toBe(secretOf(2))
    expect(asked.length).toBeGreaterThan(0)
    await world.waitFor(Promise.all(asked))
    expect(backend.requests).toHaveLength(2)
  })

  it('waits for no listener, however long one takes', async () => {
    const { tokens, types } = open()
    tokens.subscribe(() => new Promise(() => {}))
    tokens.observe(() => new Promise(() => {}))
    await world.waitFor(tokens.getToken())
    await world.advance(60_000)
    expect(types()).toContain('token-renewed')
    await world.waitFor(tokens.signOut())
    expect(tokens.sessionState().status).toBe('signed-out')
  })

  it('says that it restores until storage has answered, and never that nobody is signed in', async () => {
    await leaveToken(1_000)
    world.storage.delay(200, 200)
    const { tokens } = open()
    const seen = [tokens.sessionState().status]
    tokens.observe(() => seen.push(tokens.sessionState().status))
    await world.waitFor(tokens.getToken())
    expect(seen[0]).toBe('restoring')
    expect(new Set(seen)).toEqual(new Set(['restoring', 'active']))
  })
})
