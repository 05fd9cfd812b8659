import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mutant } from './mutant.js'
import type { MutatedFile } from './mutated-files.js'

/** How the mutants of a file fared, and what the file was then. */
export interface Score {
  readonly fingerprint: string
  /** Killed, or never coming to an end: in percent of all, to one place. */
  readonly score: number
  readonly killed: number
  readonly timedOut: number
  readonly survived: number
}

/** By the path of the file. */
export type Scores = Readonly<Record<string, Score>>

/** The scores of these files. Mutants that are no program at all count for nothing. */
export function scoresOf(files: readonly MutatedFile[], mutants: readonly Mutant[]): Scores {
  return Object.fromEntries(
    files.map(({ path, fingerprint }) => {
      const ends = mutants.filter(({ file }) => file === path).map(({ end }) => end)
      const count = (end: Mutant['end']): number => ends.filter(each => each === end).length
      const counts = { killed: count('killed'), timedOut: count('timed-out'), survived: count('survived') }
      return [path, { fingerprint, score: percentKilled([counts]), ...counts }]
    }),
  )
}

/** What is known of each file there is: from this run, else from the record. */
export function mergeScores(files: readonly MutatedFile[], recorded: Scores, fresh: Scores): Scores {
  const known = files.flatMap(({ path }) => {
    const score = fresh[path] ?? recorded[path]
    return score === undefined ? [] : [[path, score] as const]
  })
  return Object.fromEntries(known)
}

/** Percent killed of all mutants together, to one place, and never rounded up; 100 where there are none. */
export function percentKilled(scores: readonly Pick<Score, 'killed' | 'timedOut' | 'survived'>[]): number {
  const killed = scores.reduce((sum, score) => sum + score.killed + score.timedOut, 0)
  const survived = scores.reduce((sum, score) => sum + score.survived, 0)
  return killed + survived === 0 ? 100 : Math.floor((1000 * killed) / (killed + survived)) / 10
}

/** The record of the last runs; empty before the first. */
export async function readScores(root: string): Promise<Scores> {
  const path = join(root, SCORES)
  return existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : {}
}

export function writeScores(root: string, scores: Scores): Promise<void> {
  return writeFile(join(root, SCORES), `${JSON.stringify(scores, null, 2)}\n`)
}

const SCORES = 'test/mutation/scores.json'
