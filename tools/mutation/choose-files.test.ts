import { describe, expect, it } from 'vitest'
import { type Asked, chooseFiles, readArguments } from './choose-files.js'

const files = ['a.ts', 'b.ts', 'c.ts'].map(path => ({ path, fingerprint: `${path} as it is` }))
const score = { score: 100, killed: 1, timedOut: 0, survived: 0 }
const scores = {
  'a.ts': { ...score, fingerprint: 'a.ts as it is' },
  'b.ts': { ...score, fingerprint: 'b.ts as it was' },
}
const changed: Asked = { all: false, record: false, paths: [] }

const chosen = (asked: Partial<Asked>): readonly string[] =>
  chooseFiles(files, scores, { ...changed, ...asked }).map(({ path }) => path)

describe('the files to mutate', () => {
  it('are those that changed since they were recorded, and those that never were', () => {
    expect(chosen({})).toEqual(['b.ts', 'c.ts'])
  })

  it('are all, changed or not, where all are asked for', () => {
    expect(chosen({ all: true })).toEqual(['a.ts', 'b.ts', 'c.ts'])
  })

  it('are the named ones, changed or not', () => {
    expect(chosen({ paths: ['a.ts'] })).toEqual(['a.ts'])
  })

  it('are none where a name is wrong: nothing is passed over in silence', () => {
    expect(() => chosen({ paths: ['a.ts', 'd.ts'] })).toThrow('d.ts is not among the files that are mutated')
  })
})

describe('the command line', () => {
  it.each<[string, string[], Partial<Asked>]>([
    ['nothing', [], {}],
    ['files', ['a.ts', 'b.ts'], { paths: ['a.ts', 'b.ts'] }],
    ['--all', ['--all'], { all: true }],
    ['--record', ['a.ts', '--record'], { record: true, paths: ['a.ts'] }],
  ])('may say %s', (_, args, asked) => {
    expect(readArguments(args)).toEqual({ ...changed, ...asked })
  })

  it('may say nothing that is not understood', () => {
    expect(() => readArguments(['--al'])).toThrow('there is no --al, only --all and --record')
  })
})
