import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PlantedFiles, plantFolder } from '../planted-folder.js'
import { findPackageProblems } from './check-packages.js'

const manifest = {
  name: '@hallpass/planted',
  version: '1.0.0',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20' },
  files: ['dist'],
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
}
const sound = {
  'package.json': JSON.stringify(manifest),
  'README.md': '# Planted',
  LICENSE: 'MIT',
  'dist/index.js': 'export const a = 1\n',
  'dist/index.d.ts': 'export declare const a: number\n',
}

async function problemsOf(planted: PlantedFiles): Promise<readonly string[]> {
  const files = Object.entries({ ...sound, ...planted }).map(([path, text]) => [
    `packages/planted/${path}`,
    text,
  ])
  const root = await plantFolder(Object.fromEntries(files))
  return findPackageProblems(join(root, 'packages/planted'), ['@hallpass/planted'])
}

describe('check:packages', { timeout: 60_000 }, () => {
  it('finds nothing wrong with a sound package', async () => {
    expect(await problemsOf({})).toEqual([])
  })

  it('sees all that is wrong with another', async () => {
    const problems = await problemsOf({
      'package.json': JSON.stringify({
        ...manifest,
        name: '@hallpass/stranger',
        exports: { ...manifest.exports, './b': './dist/b.js' },
      }),
      'dist/index.d.ts': `export * from './extension-left-out'\n`,
      'dist/a.test.js': '',
    })
    expect(problems).toEqual(
      expect.arrayContaining([
        'planted: is not in the version group of .changeset/config.json',
        'planted: dist/a.test.js would be published',
        expect.stringMatching(/^planted: publint: .*b\.js/),
        expect.stringMatching(/^planted: attw: .*Internal resolution error/i),
      ]),
    )
  })
})
