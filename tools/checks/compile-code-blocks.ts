import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CodeBlock, codeBlocksOf } from './code-blocks.js'
import type { RepositoryFile } from './repository-files.js'
import { linesOf, runTool } from './run-tool.js'

/**
 * Compiles every code block of the documents against the packages' sources; errors name the document's own lines. A
 * block may import what the repository's root depends on, which lists some packages for this purpose alone.
 */
export async function compileCodeBlocks(
  root: string,
  documents: readonly RepositoryFile[],
): Promise<readonly string[]> {
  const folders = documents.map(document => ({ document, blocks: codeBlocksOf(document) }))
  await mkdir(join(root, 'dist'), { recursive: true })
  const project = await mkdtemp(join(root, 'dist', 'code-blocks-'))
  try {
    await Promise.all(folders.map(({ blocks }, index) => writeBlocks(join(project, `${index}`), blocks)))
    await writeFile(join(project, 'package.json'), '{ "type": "module" }')
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(projectConfig))
    const run = await runTool('tsc', ['-p', '.', '--pretty', 'false'], project)
    return run.exitCode === 0 ? [] : linesOf(run.output).map(line => inDocument(line, folders))
  } finally {
    await rm(project, { recursive: true })
  }
}

const projectConfig = {
  extends: '../../tsconfig.test.json',
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
  include: ['*/*.ts', '*/*.tsx', 'package.json'],
}

interface DocumentBlocks {
  readonly document: RepositoryFile
  readonly blocks: readonly CodeBlock[]
}

async function writeBlocks(folder: string, blocks: readonly CodeBlock[]): Promise<void> {
  await mkdir(folder)
  await Promise.all(blocks.map(block => writeFile(join(folder, block.name), block.text)))
}

/** Turns `0/session.ts(3,5): error …` into `README.md:17: error …`. */
function inDocument(line: string, folders: readonly DocumentBlocks[]): string {
  const [, index = '', name, blockLine = '', rest] = /^(\d+)\/(.+?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
  const folder = folders[Number(index || Number.NaN)]
  const block = folder?.blocks.find(candidate => candidate.name === name)
  if (folder === undefined || block === undefined) return line
  return `${folder.document.path}:${block.firstLine + Number(blockLine) - 1}: ${rest}`
}
