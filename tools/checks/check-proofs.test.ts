import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import { checkProofs, findBrokenProofs, findMissingRows, idsTo, proofRowsOf } from './check-proofs.js'

const row = (id: number | string, proof: string): string => `| ${id} | something goes wrong | ${proof} |`
const PROOF = '[a.test.ts](../test/a.test.ts) `is said once`, `is said of %s`; [b.ts](../src/b.ts)'
const texts = new Map([
  ['test/a.test.ts', 'it(\'is said once\', () => {})\nit.each([])(\n  "is said of %s", () => {})'],
  ['src/b.ts', 'export type B = never'],
])

const brokenIn = (...lines: string[]): readonly string[] =>
  findBrokenProofs(proofRowsOf(lines.join('\n')), texts)

describe('check:proofs', () => {
  it.each([7, 'K07'])('reads rows with an id, with what each links to and the tests it names (%s)', id => {
    expect(proofRowsOf(`| | failure | proof |\n| -- | -- | -- |\n${row(id, PROOF)}\nand 8 more`)).toEqual([
      {
        id: String(id),
        excuse: undefined,
        proofs: [
          { path: 'test/a.test.ts', titles: ['is said once', 'is said of %s'] },
          { path: 'src/b.ts', titles: [] },
        ],
        misnamed: [],
      },
    ])
  })

  it.each([
    ['a proof that holds', PROOF],
    ['an issue linked as what it is', `[a/b#7](https://github.com/a/b/issues/7) ${PROOF}`],
    ['a pull request linked as what it is', `[a/b#7](https://github.com/a/b/pull/7) ${PROOF}`],
    ['a rule it yields to', 'Yields: nothing is kept there'],
    ['what is yet to be built', 'Open: nobody looks at it'],
  ])('is content with %s', (_, proof) => {
    expect(brokenIn(row(1, proof))).toEqual([])
  })

  it.each([
    ['no proof', 'we were careful', 'links to nothing that would notice'],
    ['a web page for a proof', '[a/b#7](https://github.com/a/b/issues/7)', 'links to nothing'],
    ['a file that is gone', '[c.ts](../src/c.ts)', 'links to src/c.ts, which is not there'],
    ['a test file, whichever test', '[a.test.ts](../test/a.test.ts)', 'names no test of test/a.test.ts'],
    ['a test that is gone', '[a.test.ts](../test/a.test.ts) `is said twice`', 'does not have: is said twice'],
    ['half a title', '[a.test.ts](../test/a.test.ts) `is said`', 'does not have: is said'],
    ['an issue under another name', `[a/b#7](https://github.com/a/b/issues/8) ${PROOF}`, 'links a/b#7 to'],
    ['a rule nobody names', 'Yields: ', 'links to nothing'],
    ['a rule and a broken proof', 'Yields: to [c.ts](../src/c.ts)', 'links to src/c.ts'],
  ])('is not content with %s', (_, proof, problem) => {
    expect(brokenIn(row(1, proof))).toEqual([expect.stringContaining(problem)])
  })

  it('takes any reason for a proof in the last section only', () => {
    expect(brokenIn(row(1, 'for later'), '## Not here', row(2, 'for later'))).toEqual([
      'row 1 links to nothing that would notice',
    ])
  })

  it('sees rows that are missing, there twice, or unknown', () => {
    const rows = proofRowsOf([row(1, PROOF), row(3, PROOF), row(3, PROOF), row('A01', PROOF)].join('\n'))
    expect(findMissingRows(rows, idsTo(3))).toEqual([
      'has no row 2',
      'has row 3 twice',
      'has a row A01 that nobody knows of',
    ])
    expect(findMissingRows([], idsTo(2, 'B'))).toEqual(['has no row B01', 'has no row B02'])
  })

  it('looks at all documents and the files they name', async () => {
    const scenarios = [...idsTo(44), '54', '58', ...idsTo(49, 'A'), ...idsTo(45, 'B'), ...idsTo(27, 'K')]
    const table = (ids: readonly string[]) => ids.map(id => row(id, 'Open: all of it')).join('\n')
    const root = await plantFolder({
      'docs/peers.md': `${row(1, PROOF)}\n${row(2, '[c.ts](../src/c.ts)')}\n${table(idsTo(80).slice(2))}\n`,
      'docs/scenarios.md': `${table(scenarios)}\n`,
      'test/a.test.ts': texts.get('test/a.test.ts') ?? '',
      'src/b.ts': '',
    })
    expect(await checkProofs(root)).toEqual({
      problems: [
        'docs/peers.md row 2 links to src/c.ts, which is not there',
        'docs/scenarios.md has no row K28',
      ],
      summary: '247 rows, 2 tests named, all there; 245 rows open',
    })
  })
})
