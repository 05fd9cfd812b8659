import type { SimulatedTab } from '../world/simulated-tab.js'
import type { JudgeToken } from './handed-out.js'
import type { Oracle, OracleParts } from './oracle.js'

/** Invariant 8: a refused token is not handed out again where it was refused, and costs one reissue. */
export function rejectedOnce({
  world,
  accuse,
  troubles,
}: OracleParts): Oracle & { readonly judgeToken: JudgeToken } {
  const rejectedIn = new WeakMap<SimulatedTab, Set<string>>()
  const rejected = new Set<string>()
  const reissues = new Map<string, number>()
  const isWhole = () => !(['locks', 'disk', 'wipe', 'timers'] as const).some(troubles.has)
  const rejectedOf = (scope: string) =>
    [...rejected].filter(secret => world.backend.minted(secret)?.request.scope === scope).length
  return {
    hear(fact) {
      if (fact.type === 'token-rejected') {
        rejected.add(fact.secret)
        rejectedIn.set(fact.tab, (rejectedIn.get(fact.tab) ?? new Set()).add(fact.secret))
      }
      if (fact.type !== 'request-began' || fact.request.reason !== 'rejected' || !isWhole()) return
      const { scope } = fact.request
      const count = (reissues.get(scope) ?? 0) + 1
      reissues.set(scope, count)
      if (count > rejectedOf(scope)) accuse(8, `${count} reissues for ${rejectedOf(scope)} refused tokens`)
    },
    judgeToken({ tab, secret }) {
      if (rejectedIn.get(tab)?.has(secret)) accuse(8, `${tab.name} hands out a token again that was refused`)
    },
  }
}
