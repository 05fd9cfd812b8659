import type { DiskOperation } from '../world/facts.js'
import { TIMER_LATE_MS } from '../world/latency.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { TokenRequest } from '../world/token-request.js'
import type { Oracle, OracleParts } from './oracle.js'

const STORAGE_DEADLINE_MS = 1_000
const REQUEST_DEADLINE_MS = 10_000
/** A deadline may be waited for in parts, each a little late. */
const LATENESS_MS = 6 * TIMER_LATE_MS

/** Invariants 2 and 1: what is given up is aborted, so that it cannot take effect, or keep others waiting, later. */
export function givenUpOperations({ accuse, troubles }: OracleParts): Oracle {
  const operations = new Set<DiskOperation>()
  const requests = new Set<TokenRequest>()
  return {
    hear(fact) {
      if (fact.type === 'operation-began') operations.add(fact.operation)
      if (fact.type === 'operation-over') operations.delete(fact.operation)
      if (fact.type === 'request-began') requests.add(fact.request)
      if (fact.type === 'request-ended') requests.delete(fact.request)
    },
    look(tab) {
      if (troubles.has('timers')) return
      if (isAnyOverdue(operations, tab, STORAGE_DEADLINE_MS))
        accuse(2, `${tab.name} lets storage go on past its deadline`)
      if (isAnyOverdue(requests, tab, REQUEST_DEADLINE_MS))
        accuse(1, `${tab.name} lets a request go on past its deadline`)
    },
  }
}

function isAnyOverdue(
  pending: Iterable<DiskOperation | TokenRequest>,
  tab: SimulatedTab,
  deadlineMs: number,
): boolean {
  for (const one of pending) {
    if (one.tab === tab && tab.awakeMs() - one.beganAwakeMs > deadlineMs + LATENESS_MS) return true
  }
  return false
}
