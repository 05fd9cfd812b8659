import type { TokenRequest } from '../world/token-request.js'
import type { Oracle, OracleParts } from './oracle.js'

/** The deadline of a request, and a second. */
const HOLDER_MS = 11_000

/**
 * Invariant 1: one request in flight a scope, in the whole profile while locks work; otherwise one in each tab and
 * epoch. Who is frozen lets go of the lock while the request goes on. Who has waited as long as a live holder can take,
 * perhaps behind several, goes on without.
 */
export function oneRequest({ accuse, troubles }: OracleParts): Oracle {
  const inFlight = new Set<TokenRequest>()
  const patient = new Set<string>()
  const isWhole = () => !(['locks', 'disk', 'timers'] as const).some(troubles.has)
  const rivals = (one: TokenRequest, other: TokenRequest) =>
    one.scope === other.scope && (isWhole() || (one.tab === other.tab && one.epoch === other.epoch))
  return {
    hear(fact) {
      if (fact.type === 'tab-froze' || fact.type === 'tab-gone') {
        for (const request of inFlight) if (request.tab === fact.tab) inFlight.delete(request)
      }
      if (fact.type === 'request-ended') inFlight.delete(fact.request)
      if (fact.type === 'lock-given-up' && fact.waitedMs >= HOLDER_MS)
        patient.add(`${fact.tab.name} ${fact.name}`)
      if (fact.type !== 'request-began') return
      if (patient.delete(`${fact.request.tab.name} simulated:issue:${fact.request.scope}`)) return
      if (fact.request.tab.hasJustThawed()) return
      const rival = [...inFlight].find(other => rivals(fact.request, other))
      if (rival !== undefined) accuse(1, `${fact.request.tab.name} asks while ${rival.tab.name} does`)
      inFlight.add(fact.request)
    },
  }
}
