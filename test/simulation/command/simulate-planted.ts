import { buildCore } from '../core/build-core.js'
import type { PlantedBug } from '../core/planted-bug.js'
import type { CheckReport } from '../run/check-plans.js'
import { runBatches } from './run-batches.js'

export interface PlantedRuns {
  readonly bugs: readonly PlantedBug[]
  readonly source: string | undefined
  readonly workerPath: string
  readonly runs: number
  readonly seed: number
  readonly workers: number
}

const BATCH = 100

/** @returns whether each bug was noticed within so many runs */
export async function simulatePlanted({ bugs, ...how }: PlantedRuns): Promise<boolean> {
  let isEachCaught = true
  for (const bug of bugs) {
    const { caught, runs } = await catchBug(bug, how).catch(missed(bug))
    isEachCaught &&= caught !== undefined
    const verdict = caught === undefined ? 'NOT CAUGHT' : 'caught'
    console.log(
      `invariant ${String(bug.invariant).padEnd(3)} ${bug.name.padEnd(40)} ${verdict} in ${runs} runs`,
    )
    if (caught !== undefined) console.log(`              ${caught.what}`)
  }
  return isEachCaught
}

/** A bug that cannot be planted is not caught. */
function missed({ name }: PlantedBug): (error: Error) => { runs: number; caught: undefined } {
  return error => {
    console.log(`${name}: ${error.message}`)
    return { runs: 0, caught: undefined }
  }
}

async function catchBug(
  bug: PlantedBug,
  { source, workerPath, runs: most, seed, workers }: Omit<PlantedRuns, 'bugs'>,
): Promise<{ runs: number; caught: CheckReport['failure'] }> {
  const corePath = await buildCore({ bug, source })
  const batches = Array.from({ length: Math.ceil(most / BATCH) }, (_, index) => ({
    ...{ corePath, seed: seed + index, isShrinking: false, runs: BATCH, invariant: bug.invariant },
  }))
  let runs = 0
  let caught: CheckReport['failure']
  const onReport = (report: CheckReport) => {
    runs += report.runs
    caught ??= report.failure
    return caught === undefined
  }
  await runBatches({ workerPath, workerCount: workers, batches, onReport })
  return { runs, caught }
}
