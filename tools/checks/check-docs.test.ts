import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import { findOtherPnpm, findWrongSizes } from './check-docs.js'
import { codeBlocksOf } from './code-blocks.js'
import { compileCodeBlocks } from './compile-code-blocks.js'
import { findDeadLinks } from './relative-links.js'
import type { RepositoryFile } from './repository-files.js'

const readme = (...lines: string[]): RepositoryFile => ({ path: 'README.md', text: lines.join('\n') })
const fenced = (...lines: string[]): string => ['```ts', ...lines, '```'].join('\n')

describe('check:docs, code blocks', () => {
  it('names a block by its first line, else by its place', () => {
    const blocks = codeBlocksOf(readme('# A', fenced('// session.ts', 'export {}'), fenced('const a = 1')))
    expect(blocks).toEqual([
      { name: 'session.ts', text: '// session.ts\nexport {}\n', firstLine: 3 },
      { name: 'block-at-line-7.ts', text: 'const a = 1\n', firstLine: 7 },
    ])
  })

  it('leaves other languages alone', () => {
    expect(codeBlocksOf(readme('```sh', 'pnpm test', '```', '```tsv', 'a', '```'))).toEqual([])
  })

  it('compiles what the reader sees with what stands in the comment before it', async () => {
    const document = readme(
      '<!-- with:',
      'import { a } from "./a.js"',
      '-->',
      fenced('export const b: string = a'),
    )
    const other = { path: 'packages/core/README.md', text: fenced('export const c: string = 3') }
    const named = fenced('// a.ts', 'export const a = 1')
    const root = await plantFolder({ 'tsconfig.test.json': '{ "compilerOptions": { "noEmit": true } }' })
    expect(
      await compileCodeBlocks(root, [{ ...document, text: `${document.text}\n${named}` }, other]),
    ).toEqual([
      expect.stringContaining('README.md:5: error TS2322'),
      expect.stringContaining('packages/core/README.md:2: error TS2322'),
    ])
  }, 20_000)
})

describe('check:docs, links', () => {
  const documents = [
    readme('# The Title', '## Get started!', '## Get started!'),
    { path: 'docs/a.md', text: '# A' },
  ]
  const isFile = (path: string): boolean => ['README.md', 'docs/a.md', 'LICENSE'].includes(path)
  const deadIn = (path: string, text: string): readonly string[] =>
    findDeadLinks({ path, text }, isFile, documents)

  it.each([
    ['a file that is gone', 'README.md', '[a](docs/b.md)', 'there is no docs/b.md'],
    ['a picture that is gone', 'README.md', '![a](shot.png)', 'there is no shot.png'],
    ['a path from the wrong folder', 'docs/a.md', '[a](docs/a.md)', 'there is no docs/docs/a.md'],
    ['an HTML link', 'README.md', '<a href="gone.md">', 'there is no gone.md'],
    ['a reference', 'README.md', '[a]: gone.md', 'there is no gone.md'],
    ['a heading that is gone', 'docs/a.md', '[a](../README.md#usage)', 'there is no such heading'],
    ['a heading of its own that is gone', 'README.md', '[a](#usage)', 'there is no such heading'],
  ])('sees %s', (_, path, text, problem) => {
    expect(deadIn(path, text)).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    ['files', 'README.md', '[a](docs/a.md) [b](LICENSE) [c](<docs/a.md>)'],
    [
      'headings',
      'docs/a.md',
      '[a](../README.md#get-started) [b](../README.md#get-started-1) [c](../README.md#the-title)',
    ],
    ['the web', 'README.md', '[a](https://example.com/x) <a href="mailto:ada@example.com">'],
    ['code', 'README.md', '`[a](gone.md)`\n```md\n[a](gone.md)\n```'],
  ])('follows %s', (_, path, text) => {
    expect(deadIn(path, text)).toEqual([])
  })
})

describe('check:docs, figures', () => {
  const budgets = [{ name: 'token store alone', limit: '7 kB' }]

  it.each([
    ['the enforced limit', '| token store alone | 7 KB | more |', 0],
    ['another limit', '| token store alone | 6 KB | more |', 1],
    ['no limit', 'The token store alone takes 7 KB.', 1],
  ])('a README that names %s', (_, text, problemCount) => {
    expect(findWrongSizes(readme(text), budgets)).toHaveLength(problemCount)
  })

  it('sees a pnpm that is not the pinned one', () => {
    expect(
      findOtherPnpm(readme('npx --yes pnpm@12.21.0 test', 'npx --yes pnpm@12.20.0 demo.'), 'pnpm@12.21.0'),
    ).toEqual(['README.md says pnpm@12.20.0, not pnpm@12.21.0'])
  })
})
