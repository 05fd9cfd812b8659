import type { MutatedFile } from './mutated-files.js'
import type { Scores } from './scores.js'

/** What the command line asks for. */
export interface Asked {
  readonly all: boolean
  readonly record: boolean
  /** Files named by hand, by their paths from the root. */
  readonly paths: readonly string[]
}

/** Reads the command line. @throws TypeError for a flag there is none of */
export function readArguments(args: readonly string[]): Asked {
  const flags = args.filter(argument => argument.startsWith('--'))
  const unknown = flags.find(flag => !['--all', '--record'].includes(flag))
  if (unknown !== undefined) throw new TypeError(`there is no ${unknown}, only --all and --record`)
  return {
    all: flags.includes('--all'),
    record: flags.includes('--record'),
    paths: args.filter(argument => !argument.startsWith('--')),
  }
}

/**
 * The files to mutate: those named, or all, or those that are not as they were when their score was recorded.
 * @throws TypeError for a named file that is not mutated
 */
export function chooseFiles(
  files: readonly MutatedFile[],
  scores: Scores,
  { all, paths }: Asked,
): readonly MutatedFile[] {
  const stranger = paths.find(path => !files.some(file => file.path === path))
  if (stranger !== undefined) throw new TypeError(`${stranger} is not among the files that are mutated`)
  if (paths.length > 0) return files.filter(({ path }) => paths.includes(path))
  return all ? files : files.filter(({ path, fingerprint }) => scores[path]?.fingerprint !== fingerprint)
}
