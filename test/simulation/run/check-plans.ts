import fc from 'fast-check'
import type { CoreUnderTest } from '../core/core-under-test.js'
import { pairsOf } from '../pairs/reached-pairs.js'
import { type RunPlan, runPlans } from '../plan/run-plan.js'
import { runPlan, type Violation } from './run-plan.js'
import { watchStrayRejections } from './stray-rejections.js'

export interface CheckOptions {
  readonly seed: number
  readonly runs: number
  /** Leads to one failure among all runs of the seed. */
  readonly path?: string | undefined
  /** Whether to look for the smallest plan that fails. */
  readonly isShrinking: boolean
  /** Only this invariant counts. */
  readonly invariant?: number
}

/** What came of many runs; plain data, so that it can travel between processes. */
export interface CheckReport {
  readonly runs: number
  /** One for each run: equal for equal interleavings. */
  readonly hashes: readonly number[]
  readonly pairs: readonly string[]
  readonly effectCount: number
  readonly simulatedMs: number
  readonly failure: Failure | undefined
}

export interface Failure extends Violation {
  readonly seed: number
  readonly path: string
  readonly plan: RunPlan
}

/** Draws plans from a seed and carries them out until one fails or all are done. */
export async function checkPlans(core: CoreUnderTest, options: CheckOptions): Promise<CheckReport> {
  const pairs = new Set<string>()
  const stray = watchStrayRejections()
  const hashes: number[] = []
  let [effectCount, simulatedMs] = [0, 0]
  let first: Violation | undefined
  core.watchTransitions((state, event) => {
    for (const pair of pairsOf(state, event)) pairs.add(pair)
  })
  const property = fc.asyncProperty(runPlans, async plan => {
    const report = await runPlan(core, plan)
    const violation = report.violation ?? (await stray.take())
    if (first === undefined) {
      hashes.push(report.hash)
      effectCount += report.effectCount
      simulatedMs += report.simulatedMs
    }
    if (violation === undefined || violation.invariant !== (options.invariant ?? violation.invariant)) return
    first ??= violation
    throw new ViolationFound(violation)
  })
  const { seed, runs, path, isShrinking } = options
  const details = await fc.check(property, {
    ...{ seed, numRuns: runs, endOnFailure: !isShrinking },
    ...(path !== undefined && { path }),
  })
  stray.stop()
  const report = { runs: hashes.length, hashes, pairs: [...pairs], effectCount, simulatedMs }
  return { ...report, failure: failureOf(details) }
}

class ViolationFound extends Error {
  constructor(readonly violation: Violation) {
    super(violation.what)
  }
}

function failureOf({
  counterexample,
  counterexamplePath,
  errorInstance,
  seed,
}: fc.RunDetails<[RunPlan]>): Failure | undefined {
  if (counterexample === null || counterexamplePath === null) return undefined
  if (!(errorInstance instanceof ViolationFound)) throw errorInstance
  return { ...errorInstance.violation, seed, path: counterexamplePath, plan: counterexample[0] }
}
