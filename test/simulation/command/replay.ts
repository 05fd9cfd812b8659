import { loadCore } from '../core/core-under-test.js'
import { checkPlans } from '../run/check-plans.js'
import { runPlan } from '../run/run-plan.js'

/** Runs one failure again and tells it effect by effect. @returns whether it fails no more */
export async function replay(
  corePath: string,
  { seed, path }: { seed: number; path: string },
): Promise<boolean> {
  const core = await loadCore(corePath)
  const { failure } = await checkPlans(core, { seed, path, runs: 1, isShrinking: false })
  if (failure === undefined) {
    console.log(`seed ${seed} path ${path} breaks no invariant any more`)
    return true
  }
  const { lines } = await runPlan(core, failure.plan, true)
  console.log(`${JSON.stringify(failure.plan, undefined, 2)}\n\n${lines.join('\n')}`)
  return false
}
