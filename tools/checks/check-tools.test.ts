import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import { checkLint } from './check-lint.js'
import { checkSize } from './check-size.js'
import { checkTypes } from './check-types.js'
import { checkUnused } from './check-unused.js'

const strict = { strict: true, target: 'es2022', module: 'nodenext', types: [] }
const packageConfig = JSON.stringify({
  compilerOptions: { ...strict, composite: true, outDir: 'dist', rootDir: 'src' },
  include: ['src'],
})
const testConfig = JSON.stringify({ compilerOptions: { ...strict, noEmit: true }, include: ['test'] })
const manifest = JSON.stringify({
  name: 'planted',
  type: 'module',
  exports: './src/index.ts',
  devDependencies: { '@size-limit/esbuild': '*', '@size-limit/file': '*' },
})

describe('checks that ask a tool', { timeout: 60_000 }, () => {
  it.each([
    ['a package', { 'src/a.ts': 'export const a: string = 1' }, 'src/a.ts(1,14): error TS2322'],
    ['a test', { 'test/a.test.ts': 'export const a: string = 1' }, 'test/a.test.ts(1,14): error TS2322'],
  ])('check:types sees a wrong type in %s', async (_, planted, problem) => {
    const sound = { 'src/a.ts': 'export {}', 'test/a.test.ts': 'export {}' }
    const configs = { 'tsconfig.json': packageConfig, 'tsconfig.test.json': testConfig }
    const { problems } = await checkTypes(await plantFolder({ ...configs, ...sound, ...planted }))
    expect(problems).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    ['an error', 'export const a = (b: unknown) => b == 1;\n', 'lint/suspicious/noDoubleEquals'],
    ['a warning', 'const a = 1;\nexport const b = 2;\n', 'lint/correctness/noUnusedVariables'],
    ['bad formatting', 'export  const a=1', 'format'],
  ])('check:lint sees %s', async (_, text, problem) => {
    const { problems } = await checkLint(await plantFolder({ 'a.ts': text, 'biome.json': '{}\n' }))
    expect(problems).toEqual([expect.stringContaining(problem)])
  })

  it('check:lint does not take a tool that failed for a clean file', async () => {
    const { problems } = await checkLint(await plantFolder({ 'biome.json': '{ "unknown": true }' }))
    expect(problems).not.toEqual([])
  })

  it('check:unused sees a file, an export and a dependency nobody uses', async () => {
    const root = await plantFolder({
      'package.json': manifest,
      'src/index.ts': `export { used } from './used.js'\n`,
      'src/used.ts': 'export const used = 1\nexport const forgotten = 2\n',
      'src/left-over.ts': 'export {}\n',
    })
    const { problems } = await checkUnused(root)
    expect(problems.join('\n')).toMatch(/src\/left-over\.ts[\s\S]*@size-limit\/esbuild[\s\S]*forgotten/)
  })

  it.each([
    ['within', '1 kB', []],
    ['above', '100 B', [expect.stringMatching(/^the store 0\.3\d of 0\.1 KB$/)]],
  ])(
    'check:size tells a bundle %s its budget, chunks that load later included',
    async (_, limit, expected) => {
      const noise = JSON.stringify(Array.from({ length: 60 }, (__, index) => (index * 7919) % 1009))
      const root = await plantFolder({
        'package.json': manifest,
        'tsconfig.json': '{ "files": [] }',
        'src/index.js': `export const store = () => import('./later.js')`,
        'src/later.js': `export const noise = ${noise}`,
        '.size-limit.json': JSON.stringify([
          {
            name: 'the store',
            path: 'src/index.js',
            import: { 'src/index.js': '{ store }' },
            limit,
            gzip: true,
          },
        ]),
      })
      expect((await checkSize(root)).problems).toEqual(expected)
    },
  )

  it('check:size does not take a failed build for a small one', async () => {
    const root = await plantFolder({ 'package.json': manifest, 'tsconfig.json': '{ "files": [] }' })
    expect((await checkSize(root)).problems).not.toEqual([])
  })
})
