/**
 * Arrows point one way: between packages, between the folders of a package, and between files, types included. A
 * type that points back is an arrow all the same: whoever reads the lower file has to know the upper one. As long
 * as this holds, each layer can be understood, tested and replaced with only the layers below it in mind.
 */
import { posix } from 'node:path'
import type { Check } from './check.js'
import { importCycles } from './import-cycles.js'
import { type Import, importsOf } from './imports-of.js'
import { coreFolderRules, type PackageRule, packageRules, testPackages } from './layer-rules.js'
import { isSource, isTest, type RepositoryFile, readRepositoryFiles } from './repository-files.js'

export const checkLayers: Check = async root => {
  const files = await readRepositoryFiles(root, isSource)
  return { problems: findWrongArrows(files), summary: `${files.length} files, no arrow points up` }
}

/** Every import that breaks a rule, and every cycle. */
export function findWrongArrows(files: readonly RepositoryFile[]): readonly string[] {
  const paths = new Set(files.map(file => file.path))
  const arrows = files.flatMap(file => importsOf(file).map(entry => arrowOf(file, entry, paths)))
  const wrong = arrows.flatMap(arrow => {
    const problem = problemOf(arrow)
    return problem === undefined ? [] : [`${arrow.from}:${arrow.line} imports ${arrow.specifier}: ${problem}`]
  })
  return [...wrong, ...cyclesAmong(arrows)]
}

interface Arrow extends Import {
  readonly from: string
  /** The path of the file it points at, for relative imports; where there is no such file, what it would be. */
  readonly to: string | undefined
}

function arrowOf(file: RepositoryFile, entry: Import, paths: ReadonlySet<string>): Arrow {
  if (!entry.specifier.startsWith('.')) return { ...entry, from: file.path, to: undefined }
  const written = posix.join(posix.dirname(file.path), entry.specifier)
  const sources = ['.ts', '.tsx'].map(extension => written.replace(/\.jsx?$/, extension))
  return { ...entry, from: file.path, to: sources.find(path => paths.has(path)) ?? written }
}

function problemOf(arrow: Arrow): string | undefined {
  const home = homeOf(arrow.from)
  if (home === undefined) return undefined
  if (arrow.to !== undefined) return relativeProblem(arrow, home)
  const [area, name] = home.split('/')
  return area === 'packages' && name !== undefined ? packageProblem(arrow, name) : undefined
}

/** The folder a file may not reach out of by a relative path; tools and tests may reach anywhere. */
function homeOf(path: string): string | undefined {
  return /^(?:packages|examples)\/[^/]+/.exec(path)?.[0]
}

function relativeProblem({ from, to = '' }: Arrow, home: string): string | undefined {
  if (!to.startsWith(`${home}/`)) return `it leaves ${home}; import the package by its name`
  if (home !== 'packages/core' || isTest(from)) return undefined
  const [source, target] = [coreFolderOf(from), coreFolderOf(to)]
  if (source === target || source === undefined) return undefined
  if (target === undefined) return `what stands beside core's folders is on top of them`
  const allowed = coreFolderRules[source]
  if (allowed === undefined) return `core has no rule for the folder ${source}`
  return allowed.includes(target) ? undefined : `${source} may import only ${allowed.join(', ') || 'itself'}`
}

function coreFolderOf(path: string): string | undefined {
  return /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1]
}

function packageProblem({ from, specifier }: Arrow, name: string): string | undefined {
  const rule = packageRules[name]
  if (rule === undefined) return `there is no rule for the package ${name}`
  const ours = /^@hallpass\/([^/]+)/.exec(specifier)?.[1]
  if (ours === undefined) return isTest(from) ? undefined : externalProblem(rule, from, specifier)
  const allowed = isTest(from) ? [...rule.packages, ...testPackages, name] : rule.packages
  return allowed.includes(ours)
    ? undefined
    : `${name} stands on ${rule.packages.join(', ') || 'nothing of ours'}`
}

function externalProblem(rule: PackageRule, from: string, specifier: string): string | undefined {
  const isListed = rule.externals.some(external => covers(external, specifier))
  if (!isListed) return `what may be used here is ${rule.externals.join(', ') || 'packages of ours'}`
  const { externalsIn = '' } = rule
  return from.startsWith(externalsIn) ? undefined : `only ${externalsIn} may use it`
}

function covers(external: string, specifier: string): boolean {
  return specifier === external || specifier.startsWith(external.endsWith(':') ? external : `${external}/`)
}

function cyclesAmong(arrows: readonly Arrow[]): readonly string[] {
  const fileArrows = arrows.flatMap(({ from, to }) => (to === undefined ? [] : [[from, to] as const]))
  const shipped = fileArrows.filter(([from]) => !isTest(from))
  const folderArrows = shipped.map(([from, to]) => [folderOf(from), folderOf(to)] as const)
  return [
    ...importCycles(graphOf(fileArrows)).map(cycle => `files in a cycle: ${cycle}`),
    ...importCycles(graphOf(folderArrows)).map(cycle => `folders in a cycle: ${cycle}`),
  ]
}

/** The folder below a package's `src`; a file that stands in none is a folder of its own. */
function folderOf(path: string): string {
  return /^(?:packages|examples)\/[^/]+\/src\/[^/]+/.exec(path)?.[0] ?? path
}

function graphOf(arrows: readonly (readonly [from: string, to: string])[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const [from, to] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to))
  return graph
}
