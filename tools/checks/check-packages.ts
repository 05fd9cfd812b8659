/**
 * What we publish works for those who install it: each package is packed as it would be published, and the tarball
 * (not the folder, which holds more) is judged by publint and by "are the types wrong?". The tarball holds no test
 * and no build leftover, and the package is in the one group of versions that are released together.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { buildPackages } from './build-packages.js'
import type { Check } from './check.js'
import { linesOf, runCommand, runTool } from './run-tool.js'

export const checkPackages: Check = async root => {
  await buildPackages(root)
  const folders = await packageFolders(root)
  const versionGroup = await readVersionGroup(root)
  const problems = await Promise.all(folders.map(folder => findPackageProblems(folder, versionGroup)))
  return { problems: problems.flat(), summary: `${folders.length} packages, packed` }
}

/** Packs one package and lists all that is wrong with it. */
export async function findPackageProblems(
  folder: string,
  versionGroup: readonly string[],
): Promise<readonly string[]> {
  const { name }: { name: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const outside = versionGroup.includes(name) ? [] : ['is not in the version group of .changeset/config.json']
  const target = await mkdtemp(join(tmpdir(), 'hallpass-pack-'))
  try {
    const packed = await pack(folder, target)
    const found = await Promise.all([publintProblems(packed.tarball), typeProblems(packed.tarball)])
    return [...outside, ...strayFiles(packed.paths), ...found.flat()].map(
      problem => `${basename(folder)}: ${problem}`,
    )
  } finally {
    await rm(target, { recursive: true })
  }
}

interface PackedPackage {
  readonly tarball: string
  readonly paths: readonly string[]
}

async function pack(folder: string, target: string): Promise<PackedPackage> {
  const [command = 'npx', ...args] = pnpmCommand(process.env)
  const run = await runCommand(command, [...args, 'pack', '--json', '--pack-destination', target], folder)
  if (run.exitCode !== 0) throw new Error(`cannot pack ${folder}: ${run.output}`)
  const { filename, files }: { filename: string; files: readonly { path: string }[] } = JSON.parse(run.stdout)
  return { tarball: filename, paths: files.map(file => file.path) }
}

/** The pnpm that runs this script, or the pinned one where it was started without. */
function pnpmCommand({ npm_execpath: execPath = '' }: NodeJS.ProcessEnv): readonly string[] {
  return basename(execPath).startsWith('pnpm') ? [execPath] : ['npx', '--yes', 'pnpm@12.21.0']
}

function strayFiles(paths: readonly string[]): readonly string[] {
  const missing = ['LICENSE', 'README.md'].filter(name => !paths.includes(name)).map(name => `has no ${name}`)
  const strays = paths.filter(path => /\.test\.|\btest-support\/|\.tsbuildinfo$|(?:^|\/)\./.test(path))
  return [...missing, ...strays.map(path => `${path} would be published`)]
}

async function publintProblems(tarball: string): Promise<readonly string[]> {
  const file = await readFile(tarball)
  const archive = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball: archive }, strict: true })
  return messages.map(message => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
}

async function typeProblems(tarball: string): Promise<readonly string[]> {
  const run = await runTool('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'], '.')
  return run.exitCode === 0 ? [] : linesOf(run.output).map(line => `attw: ${line}`)
}

async function packageFolders(root: string): Promise<readonly string[]> {
  const names = await readdir(join(root, 'packages'))
  return names.sort().map(name => join(root, 'packages', name))
}

async function readVersionGroup(root: string): Promise<readonly string[]> {
  const config = await readFile(join(root, '.changeset', 'config.json'), 'utf8')
  const { fixed }: { fixed: readonly (readonly string[])[] } = JSON.parse(config)
  return fixed.flat()
}
