import { describe, expect, it } from 'vitest'
import type { Mutant } from './mutant.js'
import { findUnexplained, findUnneeded } from './survivors.js'

const survivor = { file: 'a.ts', line: 'if (b > 0) c()', original: 'b > 0', replacement: 'true' }
const mutant: Mutant = { ...survivor, end: 'survived' }
const explained = [{ reason: 'c does nothing where b is 0', mutants: [survivor] }]

describe('a mutant that survived', () => {
  it('needs a reason', () => {
    expect(findUnexplained([mutant], [])).toEqual([mutant])
  })

  it('has one where it is listed, wherever its line has gone', () => {
    expect(findUnexplained([mutant], explained)).toEqual([])
  })

  it.each(['file', 'line', 'original', 'replacement'])('is another one with another %s', field => {
    const other = { ...mutant, [field]: 'another' }
    expect(findUnexplained([other], explained)).toEqual([other])
  })
})

it.each(['killed', 'timed-out', 'no-program'] as const)('a mutant that was %s needs no reason', end => {
  expect(findUnexplained([{ ...mutant, end }], [])).toEqual([])
})

describe('a reason', () => {
  it('is needed for as long as its mutant survives', () => {
    expect(findUnneeded([mutant], ['a.ts'], explained)).toEqual([])
  })

  it.each([
    ['killed', [{ ...mutant, end: 'killed' } as const]],
    ['gone', []],
  ])('is left over when its mutant is %s', (_, mutants) => {
    expect(findUnneeded(mutants, ['a.ts'], explained)).toEqual([survivor])
  })

  it('is not judged by a run over other files', () => {
    expect(findUnneeded([], ['b.ts'], explained)).toEqual([])
  })
})
