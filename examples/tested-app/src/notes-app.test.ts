import { createFakeBackend, createTestWorld, type FakeBackend, type TestWorld } from '@hallpass/testing'
import { describe, expect, it } from 'vitest'
import { createNotesApp, type NotesApp } from './notes-app.js'

const MINUTE_MS = 60_000

interface Setting {
  readonly world: TestWorld
  readonly backend: FakeBackend
  /** The app in a tab of its own. */
  open(): NotesApp
}

/** The app's backend: a login, a token endpoint, and notes for whoever brings a token that is still good. */
function setUp(): Setting {
  const world = createTestWorld()
  const backend = createFakeBackend(world, {
    url: 'https://app.example/api/token',
    lifetimeMs: 10 * MINUTE_MS,
  })
  backend.logOut()
  world.network.serve('https://app.example/api/login', async request => {
    backend.logIn(await request.text())
    return new Response(null, { status: 204 })
  })
  world.network.serve('https://app.example/api/notes', async ({ headers }) => {
    const secret = headers.get('authorization')?.replace('Bearer ', '') ?? ''
    const token = backend.issued.find(issued => issued.secret === secret)
    return backend.accepts(secret)
      ? Response.json([`a note of ${token?.subject}`])
      : new Response(null, { status: 401 })
  })
  return { world, backend, open: () => createNotesApp(world.openTab().environment) }
}

describe('the notes app', () => {
  it('asks people to sign in, and shows them their notes', async () => {
    const { world, open } = setUp()
    const app = open()
    await expect(world.waitFor(app.notes())).rejects.toHaveProperty('code', 'signed-out')
    expect(app.banner()).toBe('Please sign in.')
    await world.waitFor(app.signIn('ada'))
    expect(await world.waitFor(app.notes())).toEqual(['a note of ada'])
    expect(app.banner()).toBe('')
  })

  it('works on when the token expires, for hours', async () => {
    const { world, backend, open } = setUp()
    const app = open()
    await world.waitFor(app.signIn('ada'))
    await world.waitFor(app.notes())
    for (const hour of [1, 2, 3]) {
      await world.advance(60 * MINUTE_MS)
      expect(await world.waitFor(app.notes())).toEqual(['a note of ada'])
      expect(backend.issued.length).toBeGreaterThan(hour * 6)
    }
  })

  it('works on while the backend is down, says so when it cannot, and recovers by itself', async () => {
    const { world, backend, open } = setUp()
    const app = open()
    await world.waitFor(app.signIn('ada'))
    await world.waitFor(app.notes())
    backend.fail(503)
    await world.advance(9 * MINUTE_MS)
    expect(await world.waitFor(app.notes())).toEqual(['a note of ada'])
    expect(app.banner()).toBe('')
    await world.advance(2 * MINUTE_MS)
    expect(app.banner()).toBe('No connection to the server. Trying again.')
    backend.recover()
    await world.advance(2 * MINUTE_MS)
    expect(app.banner()).toBe('')
    expect(await world.waitFor(app.notes())).toEqual(['a note of ada'])
  })

  it('is signed out when another tab signs out', async () => {
    const { world, open } = setUp()
    const [app, other] = [open(), open()]
    await world.waitFor(app.signIn('ada'))
    await world.waitFor(Promise.all([app.notes(), other.notes()]))
    await world.waitFor(other.signOut())
    await world.settle()
    expect(app.banner()).toBe('Please sign in.')
    await expect(world.waitFor(app.notes())).rejects.toHaveProperty('code', 'signed-out')
  })

  it('asks for one token, however many tabs are open', async () => {
    const { world, backend, open } = setUp()
    await world.waitFor(open().signIn('ada'))
    await world.waitFor(Promise.all([open().notes(), open().notes(), open().notes()]))
    expect(backend.issued).toHaveLength(1)
  })
})
