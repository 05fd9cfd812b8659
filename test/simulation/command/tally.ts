import type { CheckReport, Failure } from '../run/check-plans.js'

/** The sum of all reports. */
export interface Tally {
  add(report: CheckReport): void
  runs(): number
  failures(): readonly Failure[]
  pairs(): ReadonlySet<string>
  /** How many of the runs were unlike every other. */
  distinctShare(): number
  lines(): readonly string[]
}

const HOUR_MS = 3_600_000

export function createTally(): Tally {
  const startedAt = Date.now()
  const hashes = new Set<number>()
  const pairs = new Set<string>()
  const failures: Failure[] = []
  let [runs, effectCount, simulatedMs] = [0, 0, 0]
  const distinctShare = () => hashes.size / Math.max(1, runs)
  return {
    add(report) {
      runs += report.runs
      effectCount += report.effectCount
      simulatedMs += report.simulatedMs
      for (const hash of report.hashes) hashes.add(hash)
      for (const pair of report.pairs) pairs.add(pair)
      if (report.failure) failures.push(report.failure)
    },
    runs: () => runs,
    failures: () => failures,
    pairs: () => pairs,
    distinctShare,
    lines() {
      const seconds = (Date.now() - startedAt) / 1_000
      return [
        `runs             ${runs}, ${failures.length} violations`,
        `interleavings    ${hashes.size} distinct (${(distinctShare() * 100).toFixed(1)} % of the runs)`,
        `effects          ${effectCount}`,
        `simulated hours  ${(simulatedMs / HOUR_MS).toFixed(0)}`,
        `speed            ${(runs / seconds).toFixed(0)} runs a second, ${seconds.toFixed(0)} s in all`,
      ]
    },
  }
}
