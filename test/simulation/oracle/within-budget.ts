import type { TokenRequest } from '../world/token-request.js'
import type { Oracle, OracleParts } from './oracle.js'

const MINUTE_MS = 60_000
/** A request may be counted in one minute and sent in the next. */
const TURN_MS = 500

/** Invariant 5: no minute of the wall clock sees more requests of one epoch than the budget allows. */
export function withinBudget({ accuse, troubles, budget }: OracleParts): Oracle {
  let minute = 0
  const counts = new Map<string, number>()
  const isExcused = () => (['disk', 'wipe', 'clock', 'timers'] as const).some(troubles.has)

  function count(key: string): number {
    const now = (counts.get(key) ?? 0) + 1
    counts.set(key, now)
    return now
  }

  function judge({ wallAt, epoch, scope, tab }: TokenRequest): void {
    if (wallAt % MINUTE_MS < TURN_MS || tab.hasJustThawed()) return
    const current = Math.floor(wallAt / MINUTE_MS)
    if (current !== minute) counts.clear()
    minute = current
    const [inAll, inScope] = [count(`${epoch}`), count(`${epoch} ${scope}`)]
    if (inAll > budget.requestsPerMinute) accuse(5, `request ${inAll} of a minute`)
    if (inScope > budget.requestsPerMinutePerScope) accuse(5, `request ${inScope} of a minute for one scope`)
  }

  return {
    hear(fact) {
      if (fact.type === 'request-began' && !isExcused()) judge(fact.request)
    },
  }
}
