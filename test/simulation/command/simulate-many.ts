import { judgePairs } from '../pairs/judge-pairs.js'
import type { CheckReport } from '../run/check-plans.js'
import { runBatches } from './run-batches.js'
import { createTally, type Tally } from './tally.js'

export interface ManyRuns {
  readonly corePath: string
  readonly workerPath: string
  readonly runs: number
  readonly seed: number
  readonly workers: number
}

/** So many runs draw on one seed. */
const BATCH = 250

/** With fewer runs than this, what is rare may not have come up. */
const RUNS_FOR_ALL_PAIRS = 50_000

const LEAST_DISTINCT = 0.6

/** @returns whether no invariant was broken, and enough was seen to say so */
export async function simulateMany({
  corePath,
  workerPath,
  runs,
  seed,
  workers,
}: ManyRuns): Promise<boolean> {
  const tally = createTally()
  const batches = Array.from({ length: Math.ceil(runs / BATCH) }, (_, index) => ({
    ...{ corePath, seed: seed + index, isShrinking: true },
    runs: Math.min(BATCH, runs - index * BATCH),
  }))
  let saidAt = Date.now()
  const onReport = (report: CheckReport) => {
    tally.add(report)
    if (Date.now() - saidAt < 20_000) return true
    saidAt = Date.now()
    console.log(`  ${tally.runs()} runs, ${tally.failures().length} violations so far`)
    return true
  }
  await runBatches({ workerPath, workerCount: workers, batches, onReport })
  return tell(tally, { runs, seed, lastSeed: seed + batches.length - 1 })
}

interface Asked {
  readonly runs: number
  readonly seed: number
  readonly lastSeed: number
}

function tell(tally: Tally, { runs, seed, lastSeed }: Asked): boolean {
  const failures = tally.failures()
  for (const { invariant, what, seed: failing, path, plan } of failures.slice(0, 10)) {
    console.log(`\ninvariant ${invariant}: ${what}\n  ${JSON.stringify(plan)}`)
    console.log(`  again: pnpm simulate --seed ${failing} --path ${path}`)
  }
  const { missing, surprising, expectedCount } = judgePairs(tally.pairs())
  const distinct = tally.distinctShare()
  for (const line of tally.lines()) console.log(line)
  console.log(
    `pairs            ${expectedCount - missing.length} of ${expectedCount} reached (event × session × scope phase)`,
  )
  for (const pair of missing) console.log(`  not reached: ${pair}`)
  for (const pair of surprising) console.log(`  reached, though listed as impossible: ${pair}`)
  console.log(`seeds            ${seed} to ${lastSeed}`)
  const isPairsGood = surprising.length === 0 && (missing.length === 0 || runs < RUNS_FOR_ALL_PAIRS)
  return failures.length === 0 && isPairsGood && distinct >= LEAST_DISTINCT
}
