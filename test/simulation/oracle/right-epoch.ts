import type { SimulatedTab } from '../world/simulated-tab.js'
import type { JudgeToken } from './handed-out.js'
import type { Oracle, OracleParts } from './oracle.js'
import { epochIn } from './stored.js'
import { troubledDisk } from './troubles.js'

/**
 * Invariant 3: only tokens of the session a tab is in, none that was asked for before the tab signed out, and in a tab
 * that stood still none of a session that was over when it went on.
 */
export function rightEpoch({
  world,
  accuse,
  troubles,
}: OracleParts): Oracle & { readonly judgeToken: JudgeToken } {
  const voidNumbers = new WeakMap<SimulatedTab, number>()
  const leastEpochs = new WeakMap<SimulatedTab, number>()
  let requestCount = 0
  return {
    hear(fact) {
      if (fact.type === 'request-began') requestCount = fact.request.number
      if (fact.type === 'sign-out-began') voidNumbers.set(fact.tab, requestCount)
      if (fact.type === 'tab-thawed') leastEpochs.set(fact.tab, epochIn(world.disk.records()))
    },
    judgeToken({ tab }, { request }) {
      const { status } = tab.store.tokens.sessionState()
      if (status !== 'active') accuse(3, `${tab.name} hands out a token while ${status}`)
      if (request.epoch !== tab.epoch())
        accuse(3, `${tab.name} hands out a token of epoch ${request.epoch} in ${tab.epoch()}`)
      if (request.number <= (voidNumbers.get(tab) ?? 0))
        accuse(3, `${tab.name} hands out a token from before its sign-out`)
      if (!troubledDisk(troubles) && request.epoch < (leastEpochs.get(tab) ?? 0))
        accuse(3, `${tab.name} hands out a token of a session that ended while it stood still`)
    },
  }
}
