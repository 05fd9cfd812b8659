import { scopeNames } from '../world/declared-scopes.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { Oracle, OracleParts } from './oracle.js'
import { epochIn } from './stored.js'

interface Seen {
  readonly secret: string
  readonly epoch: number
}

/** Invariant 4: a token that is good stays within reach, whatever its renewal does, and there is always a next attempt. */
export function readableToken({ world, accuse, troubles }: OracleParts): Oracle {
  const seen = new WeakMap<SimulatedTab, Map<string, Seen>>()
  const rejected = new WeakMap<SimulatedTab, Set<string>>()
  const signIns = new Map<SimulatedTab, number>()

  function isGood({ secret, epoch }: Seen, tab: SimulatedTab): boolean {
    const minted = world.backend.minted(secret)
    if (minted === undefined || troubles.has('clock') || troubles.has('sleep')) return false
    // Storage that holds another session, or none, makes a tab begin afresh.
    if (epochIn(world.disk.records()) !== epoch) return false
    // Who stood still looks first at what has happened meanwhile.
    if (tab.hasJustThawed()) return false
    const state = tab.store.tokens.sessionState()
    if (state.status !== 'active' || state.epoch !== epoch || state.subject !== minted.subject) return false
    if (rejected.get(tab)?.has(secret) || (signIns.get(tab) ?? 0) > 0) return false
    const { lifetimeMs, request } = minted
    const leftMs = request.wallAt + lifetimeMs - world.time.wallNow()
    return leftMs > Math.min(5_000, lifetimeMs * 0.1) + 1
  }

  function lookAt(tab: SimulatedTab): void {
    const before = seen.get(tab) ?? new Map<string, Seen>()
    seen.set(tab, before)
    for (const name of scopeNames) {
      const token = tab.store.tokens.peekToken(name)
      const old = before.get(name)
      if (token === undefined && old !== undefined && isGood(old, tab))
        accuse(4, `${tab.name} no longer has a token for "${name}" that is still good`)
      if (token === undefined) before.delete(name)
      else before.set(name, { secret: token.reveal(), epoch: tab.epoch() })
    }
  }

  function lookForNextAttempt(tab: SimulatedTab): void {
    const { tokens } = tab.store
    if (
      !tab.isWatched() ||
      !tab.isVisible() ||
      tokens.sessionState().status !== 'active' ||
      tab.timers.count() > 0
    )
      return
    const left = scopeNames.find(name => ['live', 'waiting'].includes(tokens.scopeState(name).status))
    if (left !== undefined) accuse(4, `${tab.name} has nothing scheduled for "${left}"`)
  }

  return {
    hear(fact) {
      if (fact.type === 'token-rejected')
        rejected.set(fact.tab, (rejected.get(fact.tab) ?? new Set()).add(fact.secret))
      if (fact.type === 'sign-in-began') signIns.set(fact.tab, (signIns.get(fact.tab) ?? 0) + 1)
      if (fact.type === 'sign-in-over') signIns.set(fact.tab, (signIns.get(fact.tab) ?? 0) - 1)
    },
    look(tab) {
      lookAt(tab)
      lookForNextAttempt(tab)
    },
  }
}
