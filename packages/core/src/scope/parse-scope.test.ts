import { describe, expect, test } from 'vitest'
import { defineScope, MAX_KEY_BYTES, MAX_NAME_BYTES, parseScope, type Scope } from './index.js'

const scopeOf = (permission: unknown) => ({ permissions: [{ role: 'readonly', cache: 'c' }, permission] })

describe('parseScope says what is wrong and where', () => {
  const cases: [value: unknown, path: string, message: string][] = [
    [undefined, '', 'must be an object'],
    [[], '', 'must be an object'],
    [{}, 'permissions', 'must be an array'],
    [{ permissions: [], deny: [] }, 'deny', 'is not a known field'],
    [{ permissions: [] }, 'permissions', 'must be 1 to 10'],
    [scopeOf(null), 'permissions[1]', 'must be an object'],
    [scopeOf({ cache: 'c' }), 'permissions[1].role', 'is not a role'],
    [scopeOf({ role: 'toString', cache: 'c' }), 'permissions[1].role', 'is not a role'],
    [scopeOf({ role: ['readonly'], cache: 'c' }), 'permissions[1].role', 'is not a role'],
    [scopeOf({ role: 'readonly' }), 'permissions[1].cache', 'is missing'],
    [scopeOf({ role: 'readonly', cache: 7 }), 'permissions[1].cache', 'must be a string or an object'],
    [scopeOf({ role: 'readonly', cache: ['c'] }), 'permissions[1].cache', 'must be an object'],
    [scopeOf({ role: 'readonly', cache: {} }), 'permissions[1].cache', 'must have one of name'],
    [scopeOf({ role: 'readonly', cache: { name: 7 } }), 'permissions[1].cache.name', 'must be a string'],
    [
      scopeOf({ role: 'readonly', cache: { namePrefix: 'c' } }),
      'permissions[1].cache.namePrefix',
      'is not a known field',
    ],
    [
      scopeOf({ role: 'readonly', cache: 'c', topic: 't' }),
      'permissions[1].topic',
      'does not go with this role',
    ],
    [scopeOf({ role: 'readonly', cache: 'c', item: undefined }), 'permissions[1].item', 'is missing'],
    [scopeOf({ role: 'readonly', cache: 'c', item: '' }), 'permissions[1].item', 'must not be empty'],
    [
      scopeOf({ role: 'readonly', cache: 'c', item: { keyPrefix: '' } }),
      'permissions[1].item.keyPrefix',
      'must not be empty',
    ],
    [
      scopeOf({ role: 'readonly', cache: 'c', item: { keyBase64: 'YQ=' } }),
      'permissions[1].item.keyBase64',
      'is not base64',
    ],
    [
      scopeOf({ role: 'readonly', cache: 'c', item: { key: 'a', keyPrefix: 'a' } }),
      'permissions[1].item',
      'must have one of key, keyPrefix, keyBase64, keyPrefixBase64',
    ],
    [scopeOf({ role: 'publishonly', cache: 'c' }), 'permissions[1].topic', 'is missing'],
    [
      scopeOf({ role: 'publishonly', cache: 'c', topic: 't\ud800' }),
      'permissions[1].topic',
      'has a lone surrogate',
    ],
    [
      scopeOf({ role: 'publishonly', cache: 'c', topic: 't', item: 'i' }),
      'permissions[1].item',
      'does not go with this role',
    ],
    [
      scopeOf(JSON.parse('{ "role": "readonly", "cache": "c", "__proto__": {} }')),
      'permissions[1].__proto__',
      'is not a known field',
    ],
    [
      scopeOf({ role: 'readonly', cache: 'c', '\u202e<script>': 1 }),
      'permissions[1].(…)',
      'is not a known field',
    ],
  ]

  test.each(cases.map(([value, path, message]) => ({ value, path, message })))('$path $message', wrong => {
    const { value, path, message } = wrong
    expect(parseScope(value)).toEqual({ ok: false, problem: { path, message } })
    expect(() => defineScope(value as Scope)).toThrow(
      new TypeError(`${path ? `scope.${path}` : 'scope'} ${message}`),
    )
  })

  test('fields that are only inherited are missing', () => {
    const inherited = Object.create({ permissions: [{ role: 'readonly', cache: 'c' }] })
    expect(parseScope(inherited)).toMatchObject({ ok: false, problem: { path: 'permissions' } })
  })
})

describe('names are as long as the limit and no longer, in bytes', () => {
  const limits: [form: string, permission: (name: string) => unknown, maxBytes: number][] = [
    ['a cache', cache => ({ role: 'readonly', cache }), MAX_NAME_BYTES],
    ['a cache by name', name => ({ role: 'readonly', cache: { name } }), MAX_NAME_BYTES],
    ['a topic', topic => ({ role: 'publishonly', cache: 'c', topic }), MAX_NAME_BYTES],
    [
      'a topic prefix',
      namePrefix => ({ role: 'publishonly', cache: 'c', topic: { namePrefix } }),
      MAX_NAME_BYTES,
    ],
    ['a key', item => ({ role: 'readonly', cache: 'c', item }), MAX_KEY_BYTES],
    ['a key prefix', keyPrefix => ({ role: 'readonly', cache: 'c', item: { keyPrefix } }), MAX_KEY_BYTES],
    [
      'a key in base64',
      key => ({ role: 'readonly', cache: 'c', item: { keyBase64: Buffer.from(key).toString('base64') } }),
      MAX_KEY_BYTES,
    ],
  ]

  test.each(limits)('%s', (_, permission, maxBytes) => {
    const parse = (name: string) => parseScope({ permissions: [permission(name)] })
    expect(parse('é'.repeat(maxBytes / 2)).ok).toBe(true)
    expect(parse(`${'é'.repeat(maxBytes / 2)}a`)).toMatchObject({
      ok: false,
      problem: { message: `is longer than ${maxBytes} bytes` },
    })
  })
})

test('a scope has one to ten permissions unless told otherwise', () => {
  const ofSize = (size: number) => ({
    permissions: Array.from({ length: size }, (_, index) => ({ role: 'readonly', cache: `c${index}` })),
  })
  expect([1, 10, 11].map(size => parseScope(ofSize(size)).ok)).toEqual([true, true, false])
  expect([20, 21].map(size => parseScope(ofSize(size), { maxPermissions: 20 }).ok)).toEqual([true, false])
})
