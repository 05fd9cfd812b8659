import { describe, expect, it } from 'vitest'
import { mutantFrom, type StrykerResult } from './mutant.js'

const SOURCE = 'const a = 1\n  if (a > 0) {\n    b()\n  }\n'

const result = (status: string, from: [number, number], to: [number, number]): StrykerResult => ({
  ...{ fileName: 'a.ts', status, replacement: '{}' },
  location: { start: { line: from[0], column: from[1] }, end: { line: to[0], column: to[1] } },
})

describe('a mutant', () => {
  it.each<[string, [number, number], [number, number], string]>([
    ['a part of a line', [2, 7], [2, 12], 'a > 0'],
    ['the end of a line', [1, 11], [1, 12], '1'],
    ['several lines', [2, 14], [4, 4], '{ b() }'],
  ])('is told by the text of %s and of its line', (_, from, to, original) => {
    expect(mutantFrom(result('Killed', from, to), 'src/a.ts', SOURCE)).toMatchObject({
      ...{ file: 'src/a.ts', original, replacement: '{}' },
      line: from[0] === 1 ? 'const a = 1' : 'if (a > 0) {',
    })
  })

  it.each([
    ['Killed', 'killed'],
    ['Timeout', 'timed-out'],
    ['Survived', 'survived'],
    ['NoCoverage', 'survived'],
    ['CompileError', 'no-program'],
    ['RuntimeError', 'no-program'],
    ['Ignored', 'no-program'],
  ])('that ended as %s is %s', (status, end) => {
    expect(mutantFrom(result(status, [1, 1], [1, 6]), 'a.ts', SOURCE).end).toBe(end)
  })
})
