import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { buildCore } from './core/build-core.js'
import { loadCore } from './core/core-under-test.js'
import { plantInto } from './core/planted-bug.js'
import { plantedBugs } from './planted-bugs/planted-bugs.js'
import { checkPlans } from './run/check-plans.js'

const SEED = 1
const RUNS = 400

const coreSources = new URL('../../packages/core/src/', import.meta.url)

it.each(plantedBugs)(
  '$name, planted by command or here, finds its place in the sources',
  async ({ changes }) => {
    for (const change of changes) {
      const source = await readFile(new URL(change.file, coreSources), 'utf8')
      expect(plantInto(source, change)).not.toBe(source)
    }
  },
)

describe('with a guard of core taken out, the simulator notices', () => {
  it.each(plantedBugs.filter(({ isRare }) => !isRare))(
    '$name',
    async bug => {
      const core = await loadCore(await buildCore({ bug }))
      const { invariant } = bug
      const report = await checkPlans(core, { seed: SEED, runs: RUNS, isShrinking: false, invariant })
      expect(report.failure?.what).toBeDefined()
    },
    30_000,
  )

  it('a bug for each of the invariants 1 to 9 and 11', () => {
    const invariants = new Set(plantedBugs.map(({ invariant }) => invariant))
    expect([...invariants].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11])
  })
})
