import { describe, expect, it } from 'vitest'
import { defineScope, defineScopes } from '../scope/index.js'
import { createScopeNames, DEFAULT_SCOPE } from './scope-names.js'

const scopes = defineScopes({
  profile: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
  lobby: { permissions: [{ role: 'publishsubscribe', cache: 'chat', topic: '*' }] },
  alias: { permissions: [{ role: 'readwrite', cache: { name: 'profiles' } }] },
})
const names = createScopeNames(scopes)
const own = defineScope({ permissions: [{ role: 'readonly', cache: 'more' }] })

describe('a scope argument', () => {
  it.each([
    ['nothing', undefined, DEFAULT_SCOPE],
    ['a declared name', 'lobby', { key: scopes.lobby.key, scope: scopes.lobby }],
    ['a defined scope', own, { key: own.key, scope: own }],
  ] as const)('may be %s', (_, argument, named) => {
    expect(names.resolve(argument)).toEqual(named)
  })

  it.each(['loby', '', 'toString', '__proto__', 'constructor'])(
    'is refused when nothing is declared by the name %j',
    name => {
      expect(() => names.resolve(name)).toThrow(TypeError)
    },
  )
})

describe('the name of a key', () => {
  it.each([
    ['is the declared one', scopes.lobby.key, 'lobby'],
    ['is the first declared of two for the same scope', scopes.alias.key, 'profile'],
    ['is the key where it was not declared', own.key, own.key],
    ['is empty for the default scope', '', ''],
  ])('%s', (_, key, name) => {
    expect(names.nameOf(key)).toBe(name)
  })
})

it('all that were declared are listed, in their order', () => {
  expect(names.declared).toEqual([scopes.profile, scopes.lobby, scopes.alias])
})
