import { describe, expect, expectTypeOf, test } from 'vitest'
import { type DefinedScope, defineScope, defineScopes, type Permission, permits } from './index.js'

const keyOf = (...permissions: Permission[]) => defineScope({ permissions }).key

test('the key of a scope is short to read and safe in the names of locks and records', () => {
  const key = keyOf(
    { role: 'readwrite', cache: 'profiles' },
    { role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } },
    { role: 'readonly', cache: '*', item: { keyPrefix: 'a/b,c:*é ' } },
  )
  expect(key).toBe('publishsubscribe:chat/room-*,readonly:*/a%2Fb%2Cc%3A%2A%C3%A9%20*,readwrite:profiles/*')
})

describe('what is said twice is one permission', () => {
  const cases: [why: string, permissions: Permission[], canonical: Permission[]][] = [
    [
      'a name as string and as object',
      [
        { role: 'readonly', cache: 'c' },
        { role: 'readonly', cache: { name: 'c' } },
      ],
      [{ role: 'readonly', cache: 'c' }],
    ],
    [
      'no item and every item',
      [
        { role: 'readonly', cache: 'c' },
        { role: 'readonly', cache: 'c', item: '*' },
      ],
      [{ role: 'readonly', cache: 'c' }],
    ],
    [
      'a key as text and as base64',
      [
        { role: 'readonly', cache: 'c', item: 'é' },
        { role: 'readonly', cache: 'c', item: { keyBase64: 'w6k' } },
      ],
      [{ role: 'readonly', cache: 'c', item: 'é' }],
    ],
    [
      'read and write of one item',
      [
        { role: 'readonly', cache: 'c', item: 'k' },
        { role: 'writeonly', cache: 'c', item: 'k' },
      ],
      [{ role: 'readwrite', cache: 'c', item: 'k' }],
    ],
    [
      'both of them and one of them',
      [
        { role: 'writeonly', cache: 'c' },
        { role: 'readwrite', cache: 'c' },
      ],
      [{ role: 'readwrite', cache: 'c' }],
    ],
    [
      'publish and subscribe of one topic',
      [
        { role: 'subscribeonly', cache: 'c', topic: 't' },
        { role: 'publishonly', cache: 'c', topic: { name: 't' } },
      ],
      [{ role: 'publishsubscribe', cache: 'c', topic: 't' }],
    ],
  ]

  test.each(cases)('%s', (_, permissions, canonical) => {
    expect(defineScope({ permissions }).permissions).toEqual(canonical)
    expect(keyOf(...permissions)).toBe(keyOf(...canonical))
  })

  const different: [why: string, one: Permission, other: Permission][] = [
    [
      'all caches and the one called star',
      { role: 'readonly', cache: '*' },
      { role: 'readonly', cache: { name: '*' } },
    ],
    [
      'a key and a prefix',
      { role: 'readonly', cache: 'c', item: 'a' },
      { role: 'readonly', cache: 'c', item: { keyPrefix: 'a' } },
    ],
    [
      'a prefix and a key that ends in a star',
      { role: 'readonly', cache: 'c', item: { keyPrefix: 'a' } },
      { role: 'readonly', cache: 'c', item: 'a*' },
    ],
    [
      'items and topics of one name',
      { role: 'readwrite', cache: 'c', item: 'x' },
      { role: 'publishsubscribe', cache: 'c', topic: 'x' },
    ],
    [
      'delimiters in a name and between names',
      { role: 'readonly', cache: 'a/b', item: 'c' },
      { role: 'readonly', cache: 'a', item: 'b/c' },
    ],
  ]

  test.each(different)('but not %s', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
    expect(defineScope({ permissions: [one, other] }).permissions).toHaveLength(2)
  })
})

describe('a defined scope', () => {
  const defined = defineScope({
    permissions: [
      { role: 'publishonly', cache: { name: '*' }, topic: { namePrefix: '*' } },
      { role: 'readonly', cache: 'c', item: { keyPrefixBase64: '_w' } },
    ],
  })

  test('is its permissions and nothing else in JSON', () => {
    expect(JSON.stringify(defined)).toBe(
      '{"permissions":[{"role":"publishonly","cache":{"name":"*"},"topic":{"namePrefix":"*"}},' +
        '{"role":"readonly","cache":"c","item":{"keyPrefixBase64":"/w=="}}]}',
    )
  })

  test('is frozen, down to its selectors', () => {
    const parts = [defined, defined.permissions, ...defined.permissions]
    for (const part of [...parts, ...defined.permissions.flatMap(one => Object.values(one))])
      expect(Object.isFrozen(part)).toBe(true)
  })

  test('does not follow the value it was made of', () => {
    const permissions: Permission[] = [{ role: 'readonly', cache: 'c' }]
    const kept = defineScope({ permissions })
    permissions[0] = { role: 'readwrite', cache: '*' }
    expect(permits(kept, { kind: 'write', cache: 'c', key: 'k' })).toBe(false)
  })
})

describe('declared scopes', () => {
  const scopes = defineScopes({
    lobby: { permissions: [{ role: 'subscribeonly', cache: 'chat', topic: 'lobby' }] },
    profile: { permissions: [{ role: 'readwrite', cache: 'profiles' }] },
  })

  test('are found by their names, which are typed', () => {
    expect(Object.keys(scopes)).toEqual(['lobby', 'profile'])
    expect(scopes.lobby.key).toBe('subscribeonly:chat/lobby')
    expectTypeOf(scopes).toEqualTypeOf<{ readonly lobby: DefinedScope; readonly profile: DefinedScope }>()
  })

  test('are all there is in the record', () => {
    expect(Object.isFrozen(scopes)).toBe(true)
    for (const name of ['toString', 'constructor', '__proto__'])
      expect(Reflect.get(scopes, name)).toBeUndefined()
  })

  test('may be called __proto__', () => {
    const odd = defineScopes(
      JSON.parse('{ "__proto__": { "permissions": [{ "role": "readonly", "cache": "c" }] } }'),
    )
    expect(Reflect.get(odd, '__proto__')).toMatchObject({ key: 'readonly:c/*' })
  })

  test('are named where one of them is wrong', () => {
    const wrong = { lobby: { permissions: [{ role: 'readonly' as const, cache: '' }] } }
    expect(() => defineScopes(wrong)).toThrow(
      new TypeError('scopes.lobby.permissions[0].cache must not be empty'),
    )
  })
})
