import { defineScopes } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing, secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from '../store-world.js'

// What lies in storage when a page is loaded. What happens to the database itself: storage-rows.test.ts.

const DATABASE = 'hallpass-test'
const PLANTED = 'planted-Zx9QvK3mT7'
const scopes = defineScopes({
  everything: { permissions: [{ role: 'readwrite', cache: '*' }] },
  profiles: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
})

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const stored = () => JSON.stringify(world.storage.dump())
const plant = (key: string, record: unknown) => world.storage.plant(DATABASE, key, record)

/** A token record as this store writes it, of a token issued ten seconds ago, but for these fields. */
const record = (changes: object = {}): object => ({
  ...{ epoch: 5, generation: 3, secret: PLANTED, issuedAt: world.clock.now() - 10_000, lifetimeMs: 60_000 },
  ...{ subject: 'ada', ...changes },
})

function plantToken(token: unknown, session: object = {}): void {
  plant('session', { epoch: 5, subject: 'ada', signedInAt: 1, ...session })
  plant('token:', token)
}

/** The token that a page gets that finds this in storage. */
async function tokenFrom(token: unknown): Promise<string> {
  plantToken(token)
  return (await world.waitFor(open().tokens.getToken())).reveal()
}

const without = (name: string): object =>
  Object.fromEntries(Object.entries(record()).filter(([field]) => field !== name))

describe('a sound record', () => {
  it.each([
    ['as it was written', {}],
    ['B05 with fields of somebody else', { more: 'of it', toString: 'text' }],
  ])('is a token without a request: %s', async (_, fields) => {
    expect(await tokenFrom(record(fields))).toBe(PLANTED)
    expect(backend.requests).toHaveLength(0)
  })
})

describe('a record is dropped, and a token asked for,', () => {
  it.each<[string, () => unknown]>([
    ['B02 when it is text', () => PLANTED],
    ['B02 when it is a number', () => 7],
    ['B02 when it is null', () => null],
    ['B02 when it is a list', () => [record()]],
    ['B02 when it is a Map', () => new Map(Object.entries(record()))],
    ['B02 when it is a Date', () => new Date()],
    ['B02 when it is a Blob', () => new Blob([JSON.stringify(record())])],
    ['B02 when it is JSON', () => JSON.stringify(record())],
    ['B03 when its version is 0', () => record({ v: 0 })],
    ['B04 without an epoch', () => without('epoch')],
    ['B04 without a generation', () => without('generation')],
    ['B04 without a token', () => without('secret')],
    ['B04 without its issue', () => without('issuedAt')],
    ['B04 without its lifetime', () => without('lifetimeMs')],
    ['B06 with an empty token', () => record({ secret: '' })],
    ['B06 with a token that is no text', () => record({ secret: { toString: PLANTED } })],
    ['B07 with a lifetime that is no number', () => record({ lifetimeMs: Number.NaN })],
    ['B07 with a lifetime without end', () => record({ lifetimeMs: Number.POSITIVE_INFINITY })],
    ['B07 with a lifetime below nothing', () => record({ lifetimeMs: -1 })],
    ['B07 with a lifetime in words', () => record({ lifetimeMs: '60000' })],
    ['B07 with a lifetime that is a BigInt', () => record({ lifetimeMs: 60_000n })],
    ['B07 with an issue in the year 5138', () => record({ issuedAt: 1e14 })],
    ['B07 with an issue in seconds', () => record({ issuedAt: Math.floor(world.clock.now() / 1_000) })],
    ['B08 when it is of more than a minute from now', () => record({ issuedAt: world.clock.now() + 61_000 })],
    ['B10 when its token has ended', () => record({ issuedAt: world.clock.now() - 61_000 })],
    ['B11 when its token ends in three seconds', () => record({ issuedAt: world.clock.now() - 57_000 })],
    ['B24 when its generation is no number', () => record({ generation: Number.NaN })],
    ['B24 when its generation is more than can be counted', () => record({ generation: 2 ** 53 })],
    [
      'B27 when it is one by its prototype only',
      () => JSON.parse(`{"__proto__":${JSON.stringify(record())}}`),
    ],
  ])('%s', async (_, token) => {
    expect(await tokenFrom(token())).toBe(secretOf(1))
    await world.settle()
    expect(backend.requests).toHaveLength(1)
  })
})

describe('B10 a token that has ended', () => {
  it('is out of storage as soon as there is another', async () => {
    await tokenFrom(record({ issuedAt: world.clock.now() - 61_000 }))
    await world.settle()
    expect(stored()).not.toContain(PLANTED)
    expect(stored()).toContain(secretOf(1))
  })
})

describe('B13 a store of another id', () => {
  it('finds nothing of this one, hears nothing of it, and is not signed out with it', async () => {
    const [here, there] = [open(), open({ id: 'another' })]
    await world.waitFor(here.tokens.getToken())
    expect((await world.waitFor(there.tokens.getToken())).reveal()).toBe(secretOf(2))
    await world.waitFor(here.tokens.signOut())
    await world.advance(1_000)
    expect(there.types()).toEqual(['token-issued'])
    expect(there.tokens.peekToken()?.reveal()).toBe(secretOf(2))
  })
})

describe('B15, B16 the record of a wider scope', () => {
  it('serves nobody who asks for a narrower one', async () => {
    plantToken(record())
    plant(`token:${scopes.everything.key}`, record({ granted: scopes.everything }))
    const { tokens } = open({ scopes })
    expect((await world.waitFor(tokens.getToken('profiles'))).reveal()).toBe(secretOf(1))
    expect((await world.waitFor(tokens.getToken('everything'))).reveal()).toBe(PLANTED)
  })
})

describe('B23 storage that falls back to an earlier time', () => {
  it('takes the newest token from nobody who has it, and has it again with the next', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    const old = world.storage.dump()[DATABASE]?.['token:']
    await world.advance(40_000)
    const newest = tokens.peekToken()?.reveal()
    expect(newest).not.toBe(secretOf(1))
    plant('token:', old)
    world.channels.forge('test', 'look')
    await world.settle()
    expect(tokens.peekToken()?.reveal()).toBe(newest)
    await world.advance(40_000)
    expect(stored()).toContain(tokens.peekToken()?.reveal())
    expect(stored()).not.toContain(secretOf(1))
  })
})

describe('B25 a token beside a tombstone', () => {
  it.each([5, 4])('is dropped (epoch %i)', async epoch => {
    plantToken(record({ epoch }), { signedOutAt: world.clock.now() })
    const { tokens } = open()
    expect(await world.waitFor(codeOf(tokens.getToken()))).toBe('signed-out')
    expect(tokens.peekToken()).toBeUndefined()
    expect(backend.requests).toHaveLength(0)
  })
})

describe('B26 a tombstone that was lost with all of storage', () => {
  it.each([
    ['who signed out is asked about, and not let in', refusing('signed-out'), 'signed-out'],
    ['whoever the backend knows is let in', () => undefined, 'no error'],
  ])('leaves it to the backend: %s', async (_, refusal, code) => {
    const before = open()
    await world.waitFor(before.tokens.getToken())
    await world.waitFor(before.tokens.signOut())
    before.tab.close()
    world.storage.wipe()
    const { answer } = backend
    backend.answer = request => refusal() ?? answer(request)
    expect(await world.waitFor(codeOf(open().tokens.getToken()))).toBe(code)
    expect(backend.requests).toHaveLength(2)
  })
})

describe('B30 a record whose life was prolonged', () => {
  it('is a token until the service refuses it, and one request after that', async () => {
    plantToken(record({ issuedAt: world.clock.now() - 1_000_000, lifetimeMs: 3_000_000 }))
    const { tokens } = open()
    const token = await world.waitFor(tokens.getToken())
    expect(token.reveal()).toBe(PLANTED)
    for (let call = 0; call < 10; call++) tokens.rejected(token)
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    await world.settle()
    expect(backend.requests.map(({ reason }) => reason)).toEqual(['rejected'])
    expect(stored()).not.toContain(PLANTED)
  })
})

describe('B45 ten thousand records that nobody needs', () => {
  it('delay no token, and are gone after a while', async () => {
    plant('session', { epoch: 5, signedInAt: 1 })
    const ended = record({ issuedAt: world.clock.now() - 2 * 86_400_000 })
    for (let index = 0; index < 10_000; index++) plant(`token:${index}`, ended)
    world.storage.delay(5, 5)
    const { tokens } = open()
    const startedAt = world.clock.now()
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(backend.delayMs + 50)
    await world.advance(60_000)
    expect(Object.keys(world.storage.dump()[DATABASE] ?? {})).toEqual(['session', 'token:'])
  })
})

describe('B09 a record that would live for years', () => {
  it('is dropped once its hour is over', async () => {
    expect(await tokenFrom(record({ issuedAt: world.clock.now() - 3_600_001, lifetimeMs: 1e12 }))).toBe(
      secretOf(1),
    )
  })

  it('is a token of an hour until then', async () => {
    plantToken(record({ lifetimeMs: 1e12 }))
    const token = await world.waitFor(open().tokens.getToken())
    expect(token.expiresAt - world.clock.now()).toBeLessThanOrEqual(3_600_000)
  })
})

describe('B06 a token of ten megabytes', () => {
  it('is dropped', async () => {
    expect(await tokenFrom(record({ secret: 'x'.repeat(10 * 2 ** 20) }))).toBe(secretOf(1))
  })
})

describe('B12, B28 the token of somebody else', () => {
  it('is dropped, in storage of this session', async () => {
    expect(await tokenFrom(record({ subject: 'eve' }))).toBe(secretOf(1))
  })
})

describe('B24 the highest generation there is', () => {
  it('ends no chain of renewals', async () => {
    plantToken(record({ generation: Number.MAX_SAFE_INTEGER }))
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    for (let step = 0; step < 300; step++) {
      await world.advance(1_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(backend.requests.length).toBeLessThanOrEqual(12)
  })

  it('of a session ends no sign-out', async () => {
    plantToken(record({ epoch: Number.MAX_SAFE_INTEGER }), { epoch: Number.MAX_SAFE_INTEGER })
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    await world.waitFor(tokens.signOut())
    expect(tokens.sessionState().status).toBe('signed-out')
    expect(await world.waitFor(codeOf(open().tokens.getToken()))).toBe('signed-out')
  })
})
