/**
 * `pnpm simulate`: runs whole browser profiles against core in a virtual world, in any order of effects, and looks for
 * a broken invariant.
 *
 *   pnpm simulate --runs 200000             many runs, in two processes
 *   pnpm simulate --seed 7 --path 31:0:2    one failure again, told effect by effect
 *   pnpm simulate --planted [name]          with guards of core taken out: each must be noticed
 */
import { buildCore } from '../core/build-core.js'
import { plantedBugs } from '../planted-bugs/planted-bugs.js'
import { buildWorker } from './build-worker.js'
import { replay } from './replay.js'
import { parseSimulateFlags, type SimulateFlags } from './simulate-flags.js'
import { simulateMany } from './simulate-many.js'
import { simulatePlanted } from './simulate-planted.js'

async function simulate(flags: SimulateFlags): Promise<boolean> {
  const { core: source, planted } = flags
  if (planted !== 'none') {
    const bugs = planted === 'all' ? plantedBugs : plantedBugs.filter(({ name }) => name === planted.name)
    if (bugs.length === 0)
      throw new TypeError(
        `no planted bug has this name; there are ${plantedBugs.map(({ name }) => name).join(', ')}`,
      )
    return simulatePlanted({ ...flags, bugs, source, workerPath: await buildWorker() })
  }
  const corePath = await buildCore({ source })
  if (flags.path !== undefined) return replay(corePath, { ...flags, path: flags.path })
  return simulateMany({ ...flags, corePath, workerPath: await buildWorker() })
}

process.exitCode = (await simulate(parseSimulateFlags(process.argv.slice(2)))) ? 0 : 1
