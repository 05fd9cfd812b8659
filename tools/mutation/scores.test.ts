import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import type { Mutant } from './mutant.js'
import { mergeScores, percentKilled, readScores, scoresOf } from './scores.js'

const mutant = (file: string, end: Mutant['end']): Mutant => ({
  ...{ file, end, line: 'a()', original: 'a()', replacement: '' },
})
const counts = (killed: number, timedOut: number, survived: number) => ({ killed, timedOut, survived })
const score = (fingerprint: string) => ({ fingerprint, score: 100, ...counts(1, 0, 0) })

describe('a score', () => {
  it('counts what was killed, never ended or survived, file by file, and what is no program not at all', () => {
    const mutants = [
      ...[mutant('a.ts', 'killed'), mutant('a.ts', 'timed-out'), mutant('a.ts', 'survived')],
      ...[mutant('a.ts', 'no-program'), mutant('b.ts', 'survived')],
    ]
    expect(scoresOf([{ path: 'a.ts', fingerprint: 'as it is' }], mutants)).toEqual({
      'a.ts': { fingerprint: 'as it is', score: 66.6, ...counts(1, 1, 1) },
    })
  })

  it.each([
    ['of many files, by their mutants', [counts(8, 1, 1), counts(0, 0, 10)], 45],
    ['of a file of types', [counts(0, 0, 0)], 100],
    ['never rounded up', [counts(8_999, 0, 1_001)], 89.9],
  ])('is a percentage %s', (_, scores, percent) => {
    expect(percentKilled(scores)).toBe(percent)
  })
})

describe('the record', () => {
  it('takes what this run found, keeps what it did not look at, and drops files that are gone', () => {
    const files = ['a.ts', 'b.ts', 'new.ts'].map(path => ({ path, fingerprint: 'now' }))
    const recorded = { 'a.ts': score('then'), 'b.ts': score('then'), 'gone.ts': score('then') }
    expect(mergeScores(files, recorded, { 'b.ts': score('now') })).toEqual({
      'a.ts': score('then'),
      'b.ts': score('now'),
    })
  })

  it('is empty before the first run', async () => {
    expect(await readScores(await plantFolder({}))).toEqual({})
  })

  it('is read from its file', async () => {
    const root = await plantFolder({ 'test/mutation/scores.json': '{ "a.ts": {} }' })
    expect(await readScores(root)).toEqual({ 'a.ts': {} })
  })
})
