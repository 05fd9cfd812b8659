import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { type Mutant, mutantFrom } from './mutant.js'

/**
 * Changes each place of these files, one at a time and in a copy outside the repository, and runs the tests that reach
 * it. What is only worked out as a file loads, such as a pattern or a table, stays as it is: each change of it would
 * cost a run of everything, and one that breaks the loading of a test is mistaken for one that no test saw.
 * @param root the working directory, and the root of the repository
 */
export async function runStryker(root: string, paths: readonly string[]): Promise<readonly Mutant[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-mutation-'))
  const sources = new Map(
    await Promise.all(paths.map(async path => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
  try {
    const stryker = new Stryker({ ...options, mutate: [...paths], tempDirName: folder })
    return (await stryker.runMutationTest()).map(result => {
      const path = relative(root, resolve(root, result.fileName)).replaceAll('\\', '/')
      return mutantFrom(result, path, sources.get(path) ?? '')
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Options = ConstructorParameters<typeof Stryker>[0]

const options: Options = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  // All that the tests of core read. The root's own tsconfig.json stays out: Stryker would rewrite it for the copy, with
  // an interface that TypeScript has no more.
  ignorePatterns: [
    '**',
    ...[
      '!packages/core/**',
      '!test/vectors/*',
      '!tools/mutation/*',
      '!/package.json',
      '!/tsconfig.base.json',
      '!/*.md',
    ],
    ...['node_modules', 'dist'],
  ],
  reporters: ['progress-append-only'],
  allowEmpty: true,
  cleanTempDir: 'always',
  concurrency: Math.max(1, availableParallelism() - 1),
  logLevel: 'error' as NonNullable<Options['logLevel']>,
  // A loaded machine is no endless loop.
  timeoutMS: 20_000,
}
