import { scopeNames } from '../world/declared-scopes.js'
import type { Fact } from '../world/facts.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { SimulatedWorld } from '../world/simulated-world.js'
import type { MintedToken } from '../world/token-request.js'

/** A token in the hands of a caller, or within their reach. */
export interface HandedOut {
  readonly tab: SimulatedTab
  /** Key of the scope it was asked for under. */
  readonly scope: string
  readonly secret: string
}

/** A token that a caller got. */
export function handedOutBy(fact: Fact): HandedOut | undefined {
  if (fact.type !== 'token-given') return undefined
  return { tab: fact.tab, scope: fact.wish.scope, secret: fact.secret }
}

/** What callers in a tab would get at once. */
export function withinReach(world: SimulatedWorld, tab: SimulatedTab): readonly HandedOut[] {
  const found: HandedOut[] = []
  for (const name of scopeNames) {
    const token = tab.store.tokens.peekToken(name)
    if (token !== undefined) found.push({ tab, scope: world.scopeKeys[name], secret: token.reveal() })
  }
  return found
}

/** What is looked at wherever a token is handed out. */
export type JudgeToken = (handed: HandedOut, minted: MintedToken) => void
