import { describe, expect, it } from 'vitest'
import { findShapeProblems, limits } from './check-shape.js'
import { measureFunctions } from './measure-functions.js'
import type { RepositoryFile } from './repository-files.js'

const source = (text: string, path = 'packages/core/src/a.ts'): RepositoryFile => ({ path, text })
const lines = (count: number): string => 'x()\n'.repeat(count)
const problemsOf = (file: RepositoryFile, excused: [string, string][] = []): readonly string[] =>
  findShapeProblems([file], new Map(excused))

describe('check:shape', () => {
  it.each([
    ['a file above the limit', source(lines(limits.fileLines + 1)), 'has 301 lines, 300'],
    ['a test file above its limit', source(lines(401), 'packages/core/src/a.test.ts'), 'has 401 lines, 400'],
    ['a long function', source(`function long() {\n${lines(39)}}`), 'a.ts:1 long has 41 lines, 40'],
    ['a long arrow function', source(`const long = () => {\n${lines(39)}}`), 'long has 41 lines, 40'],
    ['a long method', source(`class A {\n  long() {\n${lines(39)}}\n}`), 'a.ts:2 long has 41 lines, 40'],
    ['deep nesting', source('function deep() { for (;;) if (a) while (b) c() }'), 'deep nests 3 deep, 2'],
    ['many parameters', source('function many(a, b, c, d, e) {}'), 'many takes 5 parameters, 4'],
  ])('sees %s', (_, file, problem) => {
    expect(problemsOf(file)).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    ['everything at its limit', source(`${lines(260)}function f(a, b, c, d) {\n${lines(38)}}`)],
    ['a chain of else-ifs', source('function f() { for (;;) if (a) b(); else if (c) d(); else if (e) g() }')],
    [
      'nesting that starts anew in an inner function',
      source('function f() { for (;;) if (a) on(() => { if (b) c() }) }'),
    ],
    [
      'long functions in tests',
      source(`describe('a', () => {\n${lines(100)}})`, 'packages/core/src/a.test.ts'),
    ],
    [
      'long suites among the contracts',
      source(`export function cases() {\n${lines(100)}}`, 'packages/testing/src/contracts/a.ts'),
    ],
  ])('lets pass %s', (_, file) => {
    expect(problemsOf(file)).toEqual([])
  })

  it('excuses what is listed, and nothing that need not be', () => {
    const long = source(`function long() {\n${lines(39)}}`)
    expect(problemsOf(long, [['packages/core/src/a.ts#long', 'a table']])).toEqual([])
    expect(problemsOf(source(''), [['packages/core/src/a.ts', 'once long']])).toEqual([
      'packages/core/src/a.ts is excused but within the limits',
    ])
  })
})

describe('measureFunctions', () => {
  it('counts a function inside another for both', () => {
    const shapes = measureFunctions(source('function outer() {\n  return () => {\n    a()\n  }\n}'))
    expect(shapes.map(({ name, lineCount }) => [name, lineCount])).toEqual([
      ['(anonymous)', 3],
      ['outer', 5],
    ])
  })
})
