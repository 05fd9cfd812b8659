import { beforeAll, describe, expect, it } from 'vitest'
import { buildCore } from './core/build-core.js'
import { type CoreUnderTest, loadCore } from './core/core-under-test.js'
import { judgePairs } from './pairs/judge-pairs.js'
import { checkPlans } from './run/check-plans.js'

// A small part of what `pnpm simulate` does at length, the same in every run of the tests.
const SEED = 20_261_122
const RUNS = 600

describe(`in ${RUNS} simulated runs of seed ${SEED}`, () => {
  let core: CoreUnderTest
  beforeAll(async () => {
    core = await loadCore(await buildCore())
  })

  it('no invariant is broken, and hardly two runs go the same way', async () => {
    const report = await checkPlans(core, { seed: SEED, runs: RUNS, isShrinking: true })
    expect(report.failure).toBeUndefined()
    expect(new Set(report.hashes).size).toBeGreaterThan(RUNS * 0.6)
    expect(judgePairs(new Set(report.pairs)).surprising).toEqual([])
  }, 60_000)
})
