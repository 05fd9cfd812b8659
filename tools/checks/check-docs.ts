/**
 * What the documents say is true today: each TypeScript block of a README compiles against the sources, each relative
 * link leads somewhere, the sizes README names are the limits that are enforced, and the pnpm it tells people to run
 * is the pinned one. Documents rot in silence; here they fail.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.js'
import { compileCodeBlocks } from './compile-code-blocks.js'
import { findDeadLinks } from './relative-links.js'
import { type RepositoryFile, readRepositoryFiles } from './repository-files.js'
import { readSizeBudgets, type SizeBudget } from './size-table.js'

export const checkDocs: Check = async root => {
  const documents = await readRepositoryFiles(root, path => path.endsWith('.md'))
  const readmes = documents.filter(document => /^(?:packages\/[^/]+\/)?README\.md$/.test(document.path))
  const pinned = await pinnedPnpm(root)
  const budgets = await readSizeBudgets(root)
  const problems = [
    ...documents.flatMap(document =>
      findDeadLinks(document, path => existsSync(join(root, path)), documents),
    ),
    ...documents.flatMap(document => findOtherPnpm(document, pinned)),
    ...readmes.filter(({ path }) => path === 'README.md').flatMap(readme => findWrongSizes(readme, budgets)),
    ...(await compileCodeBlocks(root, readmes)),
  ]
  return { problems, summary: `${documents.length} documents, code blocks of ${readmes.length} compiled` }
}

/** Budgets that no row of a README's tables names with their true limit. */
export function findWrongSizes(readme: RepositoryFile, budgets: readonly SizeBudget[]): readonly string[] {
  const rows = readme.text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(row => row.replaceAll(/ +/g, ' '))
  return budgets.flatMap(({ name, limit }) => {
    const figure = limit.replace('kB', 'KB')
    const isTold = rows.some(row => row.includes(`| ${name} |`) && row.includes(`| ${figure} |`))
    return isTold ? [] : [`${readme.path} has no row "| ${name} | ${figure} |", which is the enforced limit`]
  })
}

/** Mentions of a pnpm that is not the pinned one. */
export function findOtherPnpm(document: RepositoryFile, pinned: string): readonly string[] {
  const mentions = new Set([...document.text.matchAll(/\bpnpm@\d[\w.-]*\w/g)].map(([mention]) => mention))
  return [...mentions]
    .filter(mention => mention !== pinned)
    .map(mention => `${document.path} says ${mention}, not ${pinned}`)
}

async function pinnedPnpm(root: string): Promise<string> {
  const { packageManager }: { packageManager: string } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  )
  return packageManager
}
