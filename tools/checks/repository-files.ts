import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { linesOf, runCommand } from './run-tool.js'

/** A file of the repository: its path from the root, with forward slashes, and what it says. */
export interface RepositoryFile {
  readonly path: string
  readonly text: string
}

/** What will be committed: every tracked file and every new one that git does not ignore. */
export async function readRepositoryFiles(
  root: string,
  isWanted: (path: string) => boolean,
): Promise<readonly RepositoryFile[]> {
  const listing = await runCommand('git', ['ls-files', '--cached', '--others', '--exclude-standard'], root)
  if (listing.exitCode !== 0) throw new Error(`git cannot list the files: ${listing.output}`)
  const paths = linesOf(listing.output).filter(path => isWanted(path) && existsSync(join(root, path)))
  return Promise.all(paths.map(async path => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

/** TypeScript that people wrote: packages, examples, tests and tools. */
export function isSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts')
}

/** Whether a file only runs in tests: a test, or what stands in a `test-support` folder beside a package's `src`. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|^test\/|^(?:packages|examples)\/[^/]+\/test-support\//.test(path)
}
