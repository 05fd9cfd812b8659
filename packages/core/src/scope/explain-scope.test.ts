import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainScope } from './explain-scope.js'
import { parseScope } from './parse-scope.js'
import { readScope } from './read-scope.js'

const junk = fc.constantFrom(
  undefined,
  null,
  7,
  '',
  [],
  {},
  { key: '' },
  { name: 7 },
  '\ud800',
  'x'.repeat(2000),
)
const place = fc.constantFrom('cache', 'item', 'topic', 'role', 'extra')
const permission = fc.constantFrom(
  { role: 'readonly', cache: 'c' },
  { role: 'readwrite', cache: { name: 'c' }, item: { keyPrefix: 'k' } },
  { role: 'writeonly', cache: '*', item: { keyPrefixBase64: '/w==' } },
  { role: 'publishonly', cache: 'c', topic: { namePrefix: 't' } },
)

/** Scopes with one fault, or what may turn out to be none, in a permission of theirs. */
const faulty = fc
  .record({ permissions: fc.array(permission, { minLength: 1, maxLength: 4 }), place, junk, at: fc.nat() })
  .map(({ permissions, at, ...fault }) => {
    const index = at % permissions.length
    const withFault = permissions.map((one, other) =>
      other === index ? { ...one, [fault.place]: fault.junk } : one,
    )
    return { value: { permissions: withFault }, path: `permissions[${index}].${fault.place}` }
  })

describe('the words for a refusal', () => {
  test('name the place of the fault', () => {
    fc.assert(
      fc.property(faulty, ({ value, path }) => {
        fc.pre(readScope(value, 10) === undefined)
        expect(explainScope(value, 10).path.startsWith(path)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('blame the length only of what is too long', () => {
    fc.assert(
      fc.property(faulty, ({ value }) => {
        const parsed = parseScope(value)
        const isTooLong = JSON.stringify(value).includes('x'.repeat(2000))
        if (!parsed.ok && !isTooLong) expect(parsed.problem.message).not.toContain('longer')
      }),
      { numRuns: 1000 },
    )
  })

  test('are there for whatever is refused, and for nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          faulty.map(({ value }) => value),
        ),
        value => {
          const scope = readScope(value, 10)
          expect(parseScope(value)).toEqual(
            scope ? { ok: true, value: scope } : { ok: false, problem: explainScope(value, 10) },
          )
        },
      ),
    )
  })
})
