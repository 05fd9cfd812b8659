import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The pure middle of core: what decides, and what reads what comes from outside. */
const mutatedFolders = ['scope', 'token', 'session'].map(name => `packages/core/src/${name}`)

/** A file that is mutated, by its path from the root, with a fingerprint of it and of the test of its name. */
export interface MutatedFile {
  readonly path: string
  readonly fingerprint: string
}

/** All files that are mutated, in the order of their paths. */
export async function listMutatedFiles(root: string): Promise<readonly MutatedFile[]> {
  const lists = await Promise.all(mutatedFolders.map(folder => sourcesIn(root, folder)))
  return Promise.all(lists.flat().map(async path => ({ path, fingerprint: await fingerprintAt(root, path) })))
}

async function sourcesIn(root: string, folder: string): Promise<readonly string[]> {
  const names = await readdir(join(root, folder))
  return names
    .filter(isMutatedName)
    .sort()
    .map(name => `${folder}/${name}`)
}

function isMutatedName(name: string): boolean {
  return name.endsWith('.ts') && !name.endsWith('.test.ts')
}

async function fingerprintAt(root: string, path: string): Promise<string> {
  const testPath = join(root, path.replace(/\.ts$/, '.test.ts'))
  const test = existsSync(testPath) ? await readFile(testPath, 'utf8') : ''
  return fingerprintOf(await readFile(join(root, path), 'utf8'), test)
}

/** Changes with the text of either, and not with the line ends that git gave them. */
export function fingerprintOf(source: string, test: string): string {
  const texts = [source, test].map(text => text.replaceAll('\r\n', '\n'))
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
}
