import { loadCore } from '../core/core-under-test.js'
import { type CheckOptions, checkPlans } from '../run/check-plans.js'

/** A batch of runs, as a worker is asked for it. */
export interface Batch extends CheckOptions {
  readonly corePath: string
}

// One batch at a time: the parent sends the next one when it has the report.
process.on('message', async (batch: Batch) => {
  const core = await loadCore(batch.corePath)
  process.send?.(await checkPlans(core, batch))
})
