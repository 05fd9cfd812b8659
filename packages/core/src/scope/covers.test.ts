import { describe, expect, test } from 'vitest'
import { covers, defineScope, type Permission } from './index.js'

const scopeOf = (...permissions: Permission[]) => defineScope({ permissions })

const read: Permission = { role: 'readonly', cache: 'c' }
const write: Permission = { role: 'writeonly', cache: 'c' }
const readAll: Permission = { role: 'readonly', cache: '*' }
const readOwn: Permission = { role: 'readonly', cache: 'c', item: { keyPrefix: 'own:' } }
const readOne: Permission = { role: 'readonly', cache: 'c', item: 'own:1' }
const readWriteOwn: Permission = { role: 'readwrite', cache: 'c', item: { keyPrefix: 'own:' } }
const subscribe: Permission = { role: 'subscribeonly', cache: 'c', topic: '*' }

describe('covers', () => {
  const cases: [why: string, wider: Permission[], narrower: Permission[], expected: boolean][] = [
    ['itself', [read, subscribe], [subscribe, read], true],
    ['one of its permissions', [read, subscribe], [read], true],
    ['more permissions than it has', [read], [read, subscribe], false],
    ['fewer caches', [readAll], [read], true],
    ['more caches', [read], [readAll], false],
    ['a prefix of the items', [read], [readOwn], true],
    ['a longer prefix', [readOwn], [{ ...readOwn, item: { keyPrefix: 'own:1' } }], true],
    ['a shorter prefix', [readOwn], [{ ...readOwn, item: { keyPrefix: 'own' } }], false],
    ['one item of a prefix', [readOwn], [readOne], true],
    ['the prefix of its one item', [readOne], [{ ...readOwn, item: { keyPrefix: 'own:1' } }], false],
    ['a role with more rights', [readOwn], [readWriteOwn], false],
    ['rights that come from two permissions', [readAll, write], [readWriteOwn], true],
    ['topics by items', [read, write], [subscribe], false],
    ['everything in parts by parts', [readOwn, { ...readOwn, item: 'other' }], [read], false],
  ]

  test.each(cases)('%s', (_, wider, narrower, expected) => {
    expect(covers(scopeOf(...wider), scopeOf(...narrower))).toBe(expected)
  })

  test('the super-user covers all and is covered by no scope', () => {
    const all = scopeOf(
      { role: 'readwrite', cache: '*' },
      { role: 'publishsubscribe', cache: '*', topic: '*' },
    )
    expect(covers('super-user', all)).toBe(true)
    expect(covers('super-user', 'super-user')).toBe(true)
    expect(covers(all, 'super-user')).toBe(false)
  })
})
