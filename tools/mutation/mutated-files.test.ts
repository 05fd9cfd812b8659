import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import { fingerprintOf, listMutatedFiles } from './mutated-files.js'

const CORE = 'packages/core/src'
const plant = (changes: Record<string, string> = {}) =>
  plantFolder({
    [`${CORE}/scope/a.ts`]: 'a',
    [`${CORE}/scope/a.test.ts`]: 'test of a',
    [`${CORE}/token/b.ts`]: 'b',
    [`${CORE}/session/c.ts`]: 'c',
    [`${CORE}/store/d.ts`]: 'd',
    ...changes,
  })

describe('the files that are mutated', () => {
  it('are the sources of scope, token and session, with or without a test', async () => {
    const files = await listMutatedFiles(await plant())
    expect(files.map(({ path }) => path)).toEqual(
      ['scope/a.ts', 'token/b.ts', 'session/c.ts'].map(name => `${CORE}/${name}`),
    )
  })

  it.each([
    ['its own text', { [`${CORE}/scope/a.ts`]: 'changed' }, ['scope/a.ts']],
    ['its test', { [`${CORE}/scope/a.test.ts`]: 'changed' }, ['scope/a.ts']],
    ['nothing', {}, []],
  ])('have changed with %s', async (_, changes, expected) => {
    const before = await listMutatedFiles(await plant())
    const after = await listMutatedFiles(await plant(changes))
    const changed = after.filter((file, index) => file.fingerprint !== before[index]?.fingerprint)
    expect(changed.map(({ path }) => path)).toEqual(expected.map(name => `${CORE}/${name}`))
  })
})

describe('a fingerprint', () => {
  it('is the same with the line ends of another system', () => {
    expect(fingerprintOf('a\r\nb', 'c\r\n')).toBe(fingerprintOf('a\nb', 'c\n'))
  })

  it('tells source and test apart', () => {
    expect(fingerprintOf('a', 'b')).not.toBe(fingerprintOf('ab', ''))
  })
})
