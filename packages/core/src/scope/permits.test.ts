import { describe, expect, test } from 'vitest'
import { defineScope, type Operation, type Permission, parseScope, permits } from './index.js'

const may = (permissions: readonly Permission[], operation: Operation): boolean =>
  permits(defineScope({ permissions }), operation)

const mayRead = (item: Permission & { item?: unknown }, key: string | Uint8Array): boolean =>
  may([item], { kind: 'read', cache: 'c', key })

const onItem = (item: string | { keyPrefix: string } | { keyPrefixBase64: string }): Permission => ({
  role: 'readonly',
  cache: 'c',
  item,
})

describe('names and keys are compared byte by byte', () => {
  const unlike: [why: string, selector: string, key: string][] = [
    ['another case', 'a', 'A'],
    ['a space behind', 'a', 'a '],
    ['a space before', 'a', ' a'],
    ['NUL behind', 'a', 'a\u0000'],
    ['a line break behind', 'a', 'a\n'],
    ['a star asked for', 'a', '*'],
    ...['a*', 'a?', '[a]', '.*', 'a|b', '^a', 'a$', '#', '+', '>', '%'].map(
      (glob): [string, string, string] => [`${glob} is literal`, glob, 'a'],
    ),
    ['a path that resolves to it', 'a', 'x/../a'],
    ['its percent encoding', 'a/b', 'a%2Fb'],
    ['double encoding', 'a%2Fb', 'a%252Fb'],
    ['composed and decomposed', 'caf\u00e9', 'cafe\u0301'],
    ['a ligature', 'file', '\ufb01le'],
    ['full width', 'admin', '\uff41dmin'],
    ['a long s', 'secret', '\u017fecret'],
    ['the Kelvin sign', 'K', '\u212a'],
    ['a dotless i', 'i', '\u0131'],
    ['a Cyrillic a', 'a', '\u0430'],
    ['a zero width space', 'ab', 'a\u200bb'],
    ['a right-to-left mark', 'ab', 'ab\u200f'],
    ['a variation selector', '\u2764', '\u2764\ufe0f'],
  ]

  test.each(unlike)('%s', (_, selector, key) => {
    expect(mayRead(onItem(selector), key)).toBe(false)
    expect(may([{ role: 'readonly', cache: selector }], { kind: 'read', cache: key, key: 'k' })).toBe(false)
    expect(
      may([{ role: 'publishonly', cache: 'c', topic: selector }], {
        kind: 'publish',
        cache: 'c',
        topic: key,
      }),
    ).toBe(false)
    if (selector !== '*') expect(mayRead(onItem(selector), selector)).toBe(true)
  })

  test('a lone surrogate is no name, not even under all', () => {
    for (const name of ['\ud800', 'a\udfff', '\ude00\ud83d']) {
      expect(may([{ role: 'readwrite', cache: '*' }], { kind: 'read', cache: 'c', key: name })).toBe(false)
      expect(may([{ role: 'readwrite', cache: '*' }], { kind: 'read', cache: name, key: 'k' })).toBe(false)
    }
  })

  test('an empty name is no name, not even under all', () => {
    const all: Permission[] = [
      { role: 'readwrite', cache: '*' },
      { role: 'publishsubscribe', cache: '*', topic: '*' },
    ]
    expect(may(all, { kind: 'read', cache: '', key: 'k' })).toBe(false)
    expect(may(all, { kind: 'read', cache: 'c', key: '' })).toBe(false)
    expect(may(all, { kind: 'read', cache: 'c', key: new Uint8Array() })).toBe(false)
    expect(may(all, { kind: 'publish', cache: 'c', topic: '' })).toBe(false)
  })

  test('names of Object.prototype are names as any other', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
      expect(mayRead(onItem(name), name)).toBe(true)
      expect(mayRead(onItem('a'), name)).toBe(false)
      expect(may([{ role: 'readonly', cache: name }], { kind: 'read', cache: name, key: 'k' })).toBe(true)
    }
  })

  test('what is neither text nor bytes is no name', () => {
    for (const key of [
      1,
      true,
      null,
      undefined,
      ['a'],
      { length: 1 },
      new Uint16Array([0x61]),
      new ArrayBuffer(1),
    ]) {
      expect(mayRead({ role: 'readonly', cache: 'c' }, key as never)).toBe(false)
      expect(may([{ role: 'readonly', cache: '*' }], { kind: 'read', cache: key as never, key: 'k' })).toBe(
        false,
      )
    }
  })

  test('a key is the same as text, as bytes and as base64', () => {
    const bytes = new TextEncoder().encode('user:é')
    for (const item of [
      'user:é',
      { key: 'user:é' },
      { keyBase64: 'dXNlcjrDqQ==' },
      { keyPrefixBase64: 'dXNlcjrDqQ' },
    ]) {
      const permission: Permission = { role: 'readonly', cache: 'c', item }
      for (const key of ['user:é', bytes, Buffer.from(bytes)]) expect(mayRead(permission, key)).toBe(true)
    }
  })

  test('zero and 255 are bytes as any other', () => {
    expect(mayRead(onItem({ keyPrefixBase64: 'AP8=' }), Uint8Array.of(0, 255, 1))).toBe(true)
    expect(mayRead(onItem({ keyPrefixBase64: 'AP8=' }), Uint8Array.of(0, 254, 1))).toBe(false)
    expect(mayRead(onItem('\u0000'), Uint8Array.of(0))).toBe(true)
  })

  test('a prefix in bytes may end inside a character', () => {
    expect(mayRead(onItem({ keyPrefixBase64: 'ww==' }), 'é')).toBe(true)
    expect(mayRead(onItem({ keyPrefixBase64: 'ww==' }), 'e\u0301')).toBe(false)
  })

  test('a name longer than a scope could spell is matched as any other', () => {
    expect(mayRead(onItem({ keyPrefix: 'a' }), 'a'.repeat(65_536))).toBe(true)
    expect(mayRead(onItem('a'), 'a'.repeat(65_536))).toBe(false)
  })
})

describe('a prefix is a prefix and nothing cleverer', () => {
  test.each([
    ['it ends where a word goes on', 'user', 'user-evil', true],
    ['it is followed by anything', 'user', 'users', true],
    ['numbers go on', 'user:1', 'user:10', true],
    ['a delimiter ends them', 'user:1:', 'user:10', false],
    ['it is longer than the key', 'user:1', 'user', false],
    ['it is the key', 'user', 'user', true],
    ['it is a star', '*', 'abc', false],
    ['it is a star, and so is the key', '*', '*abc', true],
    ['it stands later in the key', 'tenantB:', 'tenantA:tenantB:x', false],
  ])('%s', (_, keyPrefix, key, expected) => {
    expect(mayRead(onItem({ keyPrefix }), key)).toBe(expected)
  })
})

describe('roles give their rights and no other', () => {
  const table = {
    readonly: ['read'],
    writeonly: ['write'],
    readwrite: ['read', 'write', 'read-write'],
    subscribeonly: ['subscribe'],
    publishonly: ['publish'],
    publishsubscribe: ['publish', 'subscribe'],
  }
  const operations = [
    ...(['read', 'write', 'read-write'] as const).map(kind => ({ kind, cache: 'x', key: 'x' })),
    ...(['publish', 'subscribe'] as const).map(kind => ({ kind, cache: 'x', topic: 'x' })),
    ...(['manage-caches', 'issue-tokens'] as const).map(kind => ({ kind })),
  ] satisfies Operation[]

  test.each(Object.entries(table))('%s', (role, kinds) => {
    const isCacheRole = role.startsWith('read') || role.startsWith('write')
    const permission = { role, cache: '*', ...(isCacheRole ? { item: '*' } : { topic: '*' }) } as Permission
    const permitted = operations.filter(operation => may([permission], operation)).map(({ kind }) => kind)
    expect(permitted).toEqual(kinds)
  })

  test('an operation of a kind unknown is denied', () => {
    const unheardOf = { kind: 'flush', cache: 'c', key: 'k' } as unknown as Operation
    expect(may([{ role: 'readwrite', cache: '*' }], unheardOf)).toBe(false)
  })

  test('the super-user may all', () => {
    for (const operation of operations) expect(permits('super-user', operation)).toBe(true)
  })
})

describe('permissions add up', () => {
  const read: Permission = { role: 'readonly', cache: 'c' }
  const writeOwn: Permission = { role: 'writeonly', cache: 'c', item: { keyPrefix: 'own:' } }

  test('two of them give the two halves of one operation', () => {
    expect(may([read, writeOwn], { kind: 'read-write', cache: 'c', key: 'own:1' })).toBe(true)
    expect(may([read, writeOwn], { kind: 'read-write', cache: 'c', key: '1' })).toBe(false)
  })

  test('in any order', () => {
    expect(may([writeOwn, read], { kind: 'read-write', cache: 'c', key: 'own:1' })).toBe(true)
  })

  test('one for all caches still holds for its items only', () => {
    const everywhere: Permission = { role: 'readonly', cache: '*', item: { keyPrefix: 'x:' } }
    expect(may([everywhere], { kind: 'read', cache: 'any', key: 'x:1' })).toBe(true)
    expect(may([everywhere], { kind: 'read', cache: 'any', key: 'y:1' })).toBe(false)
  })

  test('a call over several keys needs each of them', () => {
    const keys = ['own:1', 'other']
    expect(keys.every(key => may([writeOwn], { kind: 'write', cache: 'c', key }))).toBe(false)
  })

  test('ten thousand are refused before any is looked at', () => {
    const permissions = Array.from({ length: 10_000 }, () => read)
    expect(parseScope({ permissions })).toEqual({
      ok: false,
      problem: { path: 'permissions', message: 'must be 1 to 10' },
    })
  })
})
