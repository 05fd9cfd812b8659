import { formatSpread } from '../report/format-figure.js'
import { renderTable } from '../report/render-table.js'
import { ratiosByRound, spreadOf } from '../report/spread.js'
import { renderVerdict, type Target } from '../report/verdict.js'
import { measureRestore, type RestoreTimes } from './restore-loads.js'
import type { ServedPages } from './serve-pages.js'

const pairCount = 30

/** Page loads with a token in IndexedDB, beside the same page's bare open and get. */
export async function reportRestore(
  executablePath: string,
  served: ServedPages,
  print: (text: string) => void,
): Promise<void> {
  print(`First token of a page that has one in IndexedDB, over ${2 * pairCount} reloads`)
  const { first, second, requestCount } = await measureRestore(executablePath, served, pairCount)
  const head = ['', 'first getToken', 'bare open + get', 'times as long']
  print(renderTable(head, [rowOf('first in the page', first), rowOf('second in the page', second)]))
  const targets: readonly Target[] = [
    ratioTarget('first getToken beside a bare open + get, first in the page', first),
    ratioTarget('first getToken beside a bare open + get, second in the page', second),
    {
      ...{ claim: 'token requests of all reloads', measured: spreadOf([requestCount]) },
      ...({ figure: 'count', relation: 'at most', limit: 0 } as const),
    },
  ]
  print(targets.map(renderVerdict).join('\n'))
}

function rowOf(name: string, times: RestoreTimes): readonly string[] {
  return [
    name,
    formatSpread(spreadOf(times.hallpass), 'duration'),
    formatSpread(spreadOf(times.bare), 'duration'),
    formatSpread(spreadOf(ratiosByRound(times.hallpass, times.bare)), 'ratio'),
  ]
}

function ratioTarget(claim: string, { hallpass, bare }: RestoreTimes): Target {
  const measured = spreadOf(ratiosByRound(hallpass, bare))
  return { claim, measured, figure: 'ratio', relation: 'at most', limit: 1.3 }
}
