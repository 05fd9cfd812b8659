import { createTokenStore, defineScope, defineScopes, type Operation } from '@hallpass/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusing } from './fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from './store-world.js'

const scopes = defineScopes({
  everything: { permissions: [{ role: 'readwrite', cache: '*' }] },
  profiles: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
  lobby: { permissions: [{ role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } }] },
})
const readProfile: Operation = { kind: 'read', cache: 'profiles', key: 'ada' }
const publish: Operation = { kind: 'publish', cache: 'chat', topic: 'room-1' }
const publishElsewhere: Operation = { kind: 'publish', cache: 'chat', topic: 'admin' }

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

/** Grants whatever a backend may: everything asked for, unless told otherwise. */
function granting(granted: unknown) {
  const answer = backend.answer
  backend.answer = request => ({ ...Object(answer(request)), granted })
}

describe('a declared scope', () => {
  it('is asked for by its name, and is a token of its own', async () => {
    const { tokens } = open({ scopes })
    const [lobby, profiles] = await world.waitFor(
      Promise.all([tokens.getToken('lobby'), tokens.getToken('profiles')]),
    )
    expect(lobby?.reveal()).not.toBe(profiles?.reveal())
    expect(backend.requests.map(({ scope }) => scope?.key).sort()).toEqual(
      [scopes.lobby.key, scopes.profiles.key].sort(),
    )
    expect(lobby?.granted?.key).toBe(scopes.lobby.key)
  })

  it('is the same as one defined alike, in whatever spelling', async () => {
    const { tokens } = open({ scopes })
    const alike = defineScope({
      permissions: [{ role: 'readwrite', cache: { name: 'profiles' }, item: '*' }],
    })
    const [named, defined] = await world.waitFor(
      Promise.all([tokens.getToken('profiles'), tokens.getToken(alike)]),
    )
    expect(named).toBe(defined)
    expect(backend.requests).toHaveLength(1)
  })

  it('that does not exist is refused as wrong use', async () => {
    const { tokens } = open({ scopes })
    await expect(tokens.getToken('profile')).rejects.toThrow(TypeError)
    expect(() => tokens.peekToken('profile')).toThrow(TypeError)
    expect(() => tokens.scopeState('profile')).toThrow(TypeError)
    expect(backend.requests).toHaveLength(0)
  })

  it('does not share its failures', async () => {
    const { tokens } = open({ scopes })
    const answer = backend.answer
    backend.answer = request =>
      request.scope?.key === scopes.lobby.key ? refusing('denied')() : answer(request)
    const codes = Promise.all([codeOf(tokens.getToken('lobby')), codeOf(tokens.getToken('profiles'))])
    expect(await world.waitFor(codes)).toEqual(['denied', 'no error'])
    expect(tokens.scopeState('lobby').status).toBe('denied')
    expect(tokens.sessionState().status).toBe('active')
  })

  it('is named in the events of it', async () => {
    const { tokens, events } = open({ scopes })
    await world.waitFor(tokens.getToken('lobby'))
    expect(events.map(({ type, scope, generation }) => [type, scope, generation])).toEqual([
      ['token-issued', 'lobby', 1],
    ])
  })
})

describe('whether an operation is permitted', () => {
  it('is unknown before the first answer, and then as was granted', async () => {
    const { tokens } = open({ scopes })
    await world.settle()
    expect(tokens.can(publish)).toBe('unknown')
    await world.waitFor(tokens.getToken('lobby'))
    expect(tokens.can(publish)).toBe('yes')
    expect(tokens.can(readProfile)).toBe('unknown')
  })

  it('is no where no declared scope permits it, without asking anybody', async () => {
    const { tokens } = open({ scopes })
    expect(tokens.can(publishElsewhere)).toBe('no')
    await world.advance(1_000)
    expect(backend.requests).toHaveLength(0)
  })

  it.each([
    ['no while its scope is denied', 'denied', 'no'],
    ['no once nobody is signed in', 'signed-out', 'no'],
    ['unknown while the backend is down', 'unavailable', 'unknown'],
  ] as const)('is %s', async (_, refusal, answer) => {
    const { tokens } = open({ scopes })
    backend.answer = refusing(refusal)
    await world.waitFor(codeOf(tokens.getToken('lobby')))
    expect(tokens.can(publish)).toBe(answer)
  })

  it('is unknown where neither what was asked nor what was granted is known', async () => {
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    expect(tokens.can(publish)).toBe('unknown')
  })

  it('is as granted where the backend decides and says so', async () => {
    granting({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic: '*' }] })
    const { tokens } = open()
    await world.waitFor(tokens.getToken())
    expect(tokens.can(publish)).toBe('no')
    expect(tokens.can({ kind: 'subscribe', cache: 'chat', topic: 'room-1' })).toBe('yes')
  })

  it('is known again after a reload', async () => {
    const first = open({ scopes })
    await world.waitFor(first.tokens.getToken('lobby'))
    first.tab.close()
    const second = open({ scopes })
    await world.waitFor(second.tokens.getToken('lobby'))
    expect(second.tokens.can(publish)).toBe('yes')
    expect(backend.requests).toHaveLength(1)
  })
})

describe('a grant that is less than was asked', () => {
  const less = { permissions: [{ role: 'subscribeonly', cache: 'chat', topic: { namePrefix: 'room-' } }] }

  it('is said once, and is what can answers by', async () => {
    granting(less)
    const { tokens, types } = open({ scopes })
    const token = await world.waitFor(tokens.getToken('lobby'))
    expect(token.granted?.permissions).toEqual(less.permissions)
    expect(tokens.can(publish)).toBe('no')
    await world.advance(300_000)
    expect(backend.requests.length).toBeGreaterThan(5)
    expect(types().filter(type => type === 'grant-narrowed')).toHaveLength(1)
  })

  it('is not said of a grant as asked, in whatever spelling', async () => {
    granting({
      permissions: [{ role: 'publishsubscribe', cache: { name: 'chat' }, topic: { namePrefix: 'room-' } }],
    })
    const { tokens, types } = open({ scopes })
    await world.waitFor(tokens.getToken('lobby'))
    expect(types()).toEqual(['token-issued'])
  })

  it('that is more than was asked is no answer at all', async () => {
    granting({ permissions: [{ role: 'publishsubscribe', cache: '*', topic: '*' }] })
    const { tokens } = open({ scopes })
    expect(await world.waitFor(codeOf(tokens.getToken('lobby')))).toBe('unavailable')
    expect(tokens.peekToken('lobby')).toBeUndefined()
  })
})

it('the names of scopes are known to the compiler', () => {
  const tokens = createTokenStore({
    id: 'typed',
    source: async () => '',
    scopes,
    environment: world.openTab().environment,
  })
  expect(tokens.scopeState('lobby').status).toBe('idle')
  // @ts-expect-error: not declared
  expect(() => tokens.scopeState('loby')).toThrow(TypeError)
})
