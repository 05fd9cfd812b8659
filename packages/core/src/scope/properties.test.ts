import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  covers,
  defineScope,
  type ItemSelector,
  type NameSelector,
  type Operation,
  type Permission,
  parseScope,
  permits,
  type Scope,
  type TopicSelector,
} from './index.js'

// Few characters, so that random selectors and operations meet: stars and percent signs that a careless pattern would
// trip over, text of one to four bytes, a composed character and its decomposed twin.
const text = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '%', '/', 'é', 'e\u0301', '😀'),
  minLength: 1,
  maxLength: 3,
})
const bytes = fc
  .uint8Array({ minLength: 1, maxLength: 3 })
  .map(raw => raw.map(byte => BYTES[byte % BYTES.length] ?? 0))
const BYTES = [0x61, 0x62, 0x2a, 0xc3, 0xa9, 0xff]
const base64 = bytes.map(raw => Buffer.from(raw).toString('base64'))
const cacheRole = fc.constantFrom('readonly', 'readwrite', 'writeonly')
const topicRole = fc.constantFrom('subscribeonly', 'publishonly', 'publishsubscribe')
const cache: fc.Arbitrary<NameSelector> = fc.oneof(
  text,
  text.map(name => ({ name })),
  fc.constant('*'),
)
const topic: fc.Arbitrary<TopicSelector> = fc.oneof(
  cache,
  text.map(namePrefix => ({ namePrefix })),
)
const item: fc.Arbitrary<ItemSelector> = fc.oneof(
  ...[text, fc.constant('*'), text.map(key => ({ key })), text.map(keyPrefix => ({ keyPrefix }))],
  ...[base64.map(keyBase64 => ({ keyBase64 })), base64.map(keyPrefixBase64 => ({ keyPrefixBase64 }))],
)
const permission: fc.Arbitrary<Permission> = fc.oneof(
  fc.record({ role: cacheRole, cache }),
  fc.record({ role: cacheRole, cache, item }),
  fc.record({ role: topicRole, cache, topic }),
)
const scope: fc.Arbitrary<Scope> = fc.record({
  permissions: fc.array(permission, { minLength: 1, maxLength: 5 }),
})
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('read', 'write', 'read-write'),
    cache: text,
    key: fc.oneof(text, bytes),
  }),
  fc.record({ kind: fc.constantFrom('publish', 'subscribe'), cache: text, topic: text }),
  fc.record({ kind: fc.constantFrom('manage-caches', 'issue-tokens') }),
)

describe('permits', () => {
  test('says what a naive reading of the rules says', () => {
    fc.assert(
      fc.property(scope, fc.array(operation, { minLength: 20, maxLength: 20 }), (given, operations) => {
        const defined = defineScope(given)
        for (const wanted of operations) expect(permits(defined, wanted)).toBe(oracle(given, wanted))
      }),
      { numRuns: 2000 },
    )
  })

  test('never grants more when a permission is taken away', () => {
    fc.assert(
      fc.property(scope, fc.nat(), operation, ({ permissions }, index, wanted) => {
        const fewer = permissions.filter((_, at) => at !== index % permissions.length)
        fc.pre(fewer.length > 0 && permits(defineScope({ permissions: fewer }), wanted))
        expect(permits(defineScope({ permissions }), wanted)).toBe(true)
      }),
    )
  })
})

describe('a defined scope', () => {
  test('has a key that order, spelling and repetition do not change', () => {
    fc.assert(
      fc.property(scope, fc.infiniteStream(fc.nat()), ({ permissions }, choices) => {
        const respelled = [...permissions, ...permissions].map(one => respell(one, choices.next().value))
        const shuffled = respelled.map(one => ({ one, at: choices.next().value })).sort((a, b) => a.at - b.at)
        const twin = defineScope({ permissions: shuffled.map(({ one }) => one) })
        expect(twin.key).toBe(defineScope({ permissions }).key)
        expect(twin.permissions).toEqual(defineScope({ permissions }).permissions)
      }),
    )
  })

  test('has the key of another only if it says the same', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const [a, b] = [defineScope(one), defineScope(other)]
        expect(a.key === b.key).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
      { numRuns: 2000 },
    )
  })

  test('is read back from its JSON and its clone as it was', () => {
    fc.assert(
      fc.property(scope, given => {
        const defined = defineScope(given)
        for (const copy of [JSON.parse(JSON.stringify(defined)), structuredClone(defined)]) {
          const parsed = parseScope(copy)
          expect(parsed.ok && [parsed.value.key, parsed.value]).toEqual([defined.key, defined])
        }
      }),
    )
  })
})

describe('covers', () => {
  test('is true only if every operation of the narrower is one of the wider', () => {
    fc.assert(
      fc.property(
        scope,
        scope,
        fc.array(operation, { minLength: 10, maxLength: 10 }),
        (one, other, operations) => {
          const [wider, narrower] = [defineScope(one), defineScope(other)]
          fc.pre(covers(wider, narrower))
          for (const wanted of operations)
            if (permits(narrower, wanted)) expect(permits(wider, wanted)).toBe(true)
        },
      ),
    )
  })

  test('is false only if some operation of the narrower is none of the wider', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const [wider, narrower] = [defineScope(one), defineScope(other)]
        fc.pre(!covers(wider, narrower))
        const refused = other.permissions.flatMap(witnesses).filter(wanted => !permits(wider, wanted))
        expect(refused).not.toEqual([])
        for (const wanted of refused) expect(permits(narrower, wanted)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

function oracle({ permissions }: Scope, wanted: Operation): boolean {
  switch (wanted.kind) {
    case 'manage-caches':
    case 'issue-tokens':
      return false
    case 'read-write':
      return (
        oracle({ permissions }, { ...wanted, kind: 'read' }) &&
        oracle({ permissions }, { ...wanted, kind: 'write' })
      )
    case 'read':
    case 'write':
      return permissions.some(one => {
        if ('topic' in one) return false
        const hasRight = one.role === 'readwrite' || one.role === `${wanted.kind}only`
        return hasRight && matches(one.cache, wanted.cache) && matches(one.item ?? '*', wanted.key)
      })
    default:
      return permissions.some(one => {
        if (!('topic' in one)) return false
        const hasRight = one.role === 'publishsubscribe' || one.role === `${wanted.kind}only`
        return hasRight && matches(one.cache, wanted.cache) && matches(one.topic, wanted.topic)
      })
  }
}

function matches(selector: ItemSelector | TopicSelector, name: string | Uint8Array): boolean {
  if (selector === '*') return true
  const given = Buffer.from(name as string)
  const [form, value] =
    typeof selector === 'string' ? ['name', selector] : (Object.entries(selector)[0] ?? ['', ''])
  const chosen = form.endsWith('Base64') ? Buffer.from(value, 'base64') : Buffer.from(value)
  return form.includes('Prefix') ? given.subarray(0, chosen.length).equals(chosen) : given.equals(chosen)
}

/** For each right of a permission an operation that it permits and that as little else as possible does. */
function witnesses(one: Permission): Operation[] {
  const cacheName = nameOf(one.cache, 'Z').toString()
  if ('topic' in one) {
    const kinds = (['publish', 'subscribe'] as const).filter(kind => hasHalf(one.role, kind))
    return kinds.map(kind => ({ kind, cache: cacheName, topic: nameOf(one.topic, 'Z').toString() }))
  }
  const kinds = (['read', 'write'] as const).filter(kind => hasHalf(one.role, kind))
  return kinds.map(kind => ({ kind, cache: cacheName, key: new Uint8Array(nameOf(one.item ?? '*', 'Z')) }))
}

function hasHalf(role: string, kind: string): boolean {
  return role === `${kind}only` || role === 'readwrite' || role === 'publishsubscribe'
}

function nameOf(selector: ItemSelector | TopicSelector, unheardOf: string): Buffer {
  if (selector === '*') return Buffer.from(unheardOf)
  const [form, value] =
    typeof selector === 'string' ? ['name', selector] : (Object.entries(selector)[0] ?? ['', ''])
  const chosen = Buffer.from(value, form.endsWith('Base64') ? 'base64' : 'utf8')
  return form.includes('Prefix') ? Buffer.concat([chosen, Buffer.from(unheardOf)]) : chosen
}

/** The same permission in other words. */
function respell(one: Permission, choice: number): Permission {
  const cacheName =
    one.cache !== '*' && typeof one.cache === 'string' && choice % 2 ? { name: one.cache } : one.cache
  if ('topic' in one) return { ...one, cache: cacheName }
  const { item: selector = '*', ...rest } = one
  if (selector === '*')
    return choice % 3 ? { ...rest, cache: cacheName } : { ...rest, cache: cacheName, item: '*' }
  return { ...rest, cache: cacheName, item: respellItem(selector, choice) }
}

function respellItem(selector: ItemSelector, choice: number): ItemSelector {
  const raw = nameOf(selector, '').toString(choice % 2 ? 'base64' : 'base64url')
  const isPrefix = typeof selector === 'object' && Object.keys(selector).some(form => form.includes('Prefix'))
  if (choice % 3 === 0) return selector
  return isPrefix ? { keyPrefixBase64: raw } : { keyBase64: raw }
}
