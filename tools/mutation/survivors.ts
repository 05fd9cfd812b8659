import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mutant } from './mutant.js'

/** Which mutant it is: told by its text, so that a line further up does not make it another. */
export type Survivor = Pick<Mutant, 'file' | 'line' | 'original' | 'replacement'>

/** Mutants that no test can tell from the original, or need not, and why. */
export interface ExplainedSurvivors {
  readonly reason: string
  readonly mutants: readonly Survivor[]
}

/** The mutants that survived and have no reason to. */
export function findUnexplained(
  mutants: readonly Mutant[],
  explained: readonly ExplainedSurvivors[],
): readonly Mutant[] {
  const known = new Set(explained.flatMap(group => group.mutants.map(textOf)))
  return mutants.filter(mutant => mutant.end === 'survived' && !known.has(textOf(mutant)))
}

/** Reasons that nothing needs any more: of mutants in the files of this run which did not survive, or are none. */
export function findUnneeded(
  mutants: readonly Mutant[],
  paths: readonly string[],
  explained: readonly ExplainedSurvivors[],
): readonly Survivor[] {
  const survived = new Set(mutants.filter(({ end }) => end === 'survived').map(textOf))
  return explained
    .flatMap(group => group.mutants)
    .filter(survivor => paths.includes(survivor.file) && !survived.has(textOf(survivor)))
}

/** As it is written down: `test/mutation/survivors.json` takes it as it is. */
export function textOf({ file, line, original, replacement }: Survivor): string {
  return JSON.stringify({ file, line, original, replacement })
}

export async function readExplained(root: string): Promise<readonly ExplainedSurvivors[]> {
  const path = join(root, 'test/mutation/survivors.json')
  return existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : []
}
