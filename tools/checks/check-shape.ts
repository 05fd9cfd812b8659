/**
 * Files and functions stay small enough to be read in one look. Long ones are rarely one idea, and nobody notices
 * the day a file passes 300 lines; this check does, and prints median and p90 so that the drift towards the limits is
 * seen before they are reached. An exception has its line in the table below, with its reason.
 */
import type { Check } from './check.js'
import { type FunctionShape, measureFunctions } from './measure-functions.js'
import { isSource, isTest, type RepositoryFile, readRepositoryFiles } from './repository-files.js'

export const checkShape: Check = async root => {
  const files = await readRepositoryFiles(root, isSource)
  const sources = files.filter(file => !isTest(file.path))
  const functions = sources.flatMap(measureFunctions)
  const lines = spread(sources.map(lineCountOf))
  const functionLines = spread(functions.map(shape => shape.lineCount))
  return {
    problems: findShapeProblems(files, exceptions),
    summary: `median / p90 / max lines: files ${lines}, functions ${functionLines}`,
  }
}

/** What may be larger than the limits, and why: `path` or `path#function` to reason. */
const exceptions: ReadonlyMap<string, string> = new Map()

/** Hard limits; the targets below them are the house style's. */
export const limits = {
  fileLines: 300,
  testFileLines: 400,
  functionLines: 40,
  nesting: 2,
  /** Three by the house style; a decision `(state, event, policy, now)` takes four. */
  parameters: 4,
} as const

/** Every file and function above a limit, and every exception that nothing needs any more. */
export function findShapeProblems(
  files: readonly RepositoryFile[],
  excused: ReadonlyMap<string, string>,
): readonly string[] {
  const found = files.flatMap(file => [
    ...fileProblems(file),
    ...(listsCases(file.path) ? [] : functionProblems(file)),
  ])
  const unused = [...excused.keys()].filter(key => !found.some(problem => problem.key === key))
  return [
    ...found.filter(problem => !excused.has(problem.key)).map(problem => problem.text),
    ...unused.map(key => `${key} is excused but within the limits`),
  ]
}

/** Test suites are one long function each, a list of cases; so are the contract suites that the test kit exports. */
function listsCases(path: string): boolean {
  return isTest(path) || path.startsWith('packages/testing/src/contracts/')
}

interface ShapeProblem {
  readonly key: string
  readonly text: string
}

function fileProblems(file: RepositoryFile): readonly ShapeProblem[] {
  const limit = isTest(file.path) ? limits.testFileLines : limits.fileLines
  const lineCount = lineCountOf(file)
  return lineCount > limit
    ? [{ key: file.path, text: `${file.path} has ${lineCount} lines, ${limit} is the limit` }]
    : []
}

function functionProblems(file: RepositoryFile): readonly ShapeProblem[] {
  return measureFunctions(file).flatMap(shape =>
    excesses(shape).map(excess => ({
      key: `${file.path}#${shape.name}`,
      text: `${shape.place} ${shape.name} ${excess} is the limit`,
    })),
  )
}

function excesses({ lineCount, nesting, parameterCount }: FunctionShape): readonly string[] {
  return [
    ...(lineCount > limits.functionLines ? [`has ${lineCount} lines, ${limits.functionLines}`] : []),
    ...(nesting > limits.nesting ? [`nests ${nesting} deep, ${limits.nesting}`] : []),
    ...(parameterCount > limits.parameters
      ? [`takes ${parameterCount} parameters, ${limits.parameters}`]
      : []),
  ]
}

function lineCountOf(file: RepositoryFile): number {
  return file.text.trimEnd().split('\n').length
}

/** `median / p90 / max`. */
function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
  return `${at(0.5)} / ${at(0.9)} / ${at(1)}`
}
