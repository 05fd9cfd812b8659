/**
 * Are the tests as good as they look? Every place of the pure middle of core is changed, one at a time: a test has to
 * fail. Without arguments only the files that changed since their scores were recorded, so that the test command can
 * afford it; `--all` takes all of them, `--record` writes the scores down.
 */
import { chooseFiles, readArguments } from './choose-files.js'
import { listMutatedFiles, type MutatedFile } from './mutated-files.js'
import { runStryker } from './run-stryker.js'
import { mergeScores, percentKilled, readScores, type Scores, scoresOf, writeScores } from './scores.js'
import { findUnexplained, findUnneeded, readExplained, textOf } from './survivors.js'
import { findShortfalls } from './thresholds.js'

const root = process.cwd()
const asked = readArguments(process.argv.slice(2))
const files = await listMutatedFiles(root)
const recorded = await readScores(root)
const chosen = chooseFiles(files, recorded, asked)
if (chosen.length === 0) {
  console.log(`mutation: nothing changed since the scores were recorded, ${summaryOf(recorded)}`)
} else {
  process.exitCode = (await mutate(chosen)) ? 0 : 1
}

async function mutate(targets: readonly MutatedFile[]): Promise<boolean> {
  console.log(`mutation: ${targets.length} of ${files.length} files`)
  const paths = targets.map(({ path }) => path)
  const mutants = await runStryker(root, paths)
  const fresh = scoresOf(targets, mutants)
  const merged = mergeScores(files, recorded, fresh)
  const explained = await readExplained(root)
  const problems = [
    ...findShortfalls(merged),
    ...findUnexplained(mutants, explained).map(mutant => `survives without a reason: ${textOf(mutant)}`),
  ]
  for (const [path, score] of Object.entries(fresh))
    console.log(`  ${`${score.score.toFixed(1)} %`.padStart(7)}  ${path}  ${countsOf(score)}`)
  for (const survivor of findUnneeded(mutants, paths, explained))
    console.log(`  explained, but it does not survive: ${textOf(survivor)}`)
  for (const problem of problems) console.log(`  ${problem}`)
  console.log(`mutation: ${problems.length === 0 ? 'ok' : 'FAILED'}, ${summaryOf(merged)}`)
  if (asked.record) await writeScores(root, merged)
  return problems.length === 0
}

function countsOf({ killed, timedOut, survived }: Scores[string]): string {
  return `${killed} killed, ${timedOut} timed out, ${survived} survived`
}

function summaryOf(scores: Scores): string {
  const values = Object.values(scores)
  return `${percentKilled(values)} % of the mutants of ${values.length} files killed`
}
