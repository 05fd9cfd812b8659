import { covers, type DefinedScope } from '../scope/index.js'
import { remainingMs } from './grant.js'
import type { Time } from './moment.js'
import { usableToken } from './serve.js'
import type { ScopeEntry, StoreState } from './store-state.js'

/**
 * Where a wider token may serve for a narrower scope: the live one that grants least beside it, of equals the one that
 * lives longest. The scope itself comes first.
 */
export function coveringKey(
  { scopes }: StoreState,
  asked: { readonly key: string; readonly scope: DefinedScope | undefined },
  time: Time,
): string {
  const { key, scope } = asked
  if (!scope || usableToken(scopes.get(key), time)) return key
  const candidates = [...scopes.values()].filter(
    entry => entry.granted && covers(entry.granted, scope) && usableToken(entry, time),
  )
  const narrowest = candidates.filter(one => !candidates.some(other => isNarrower(other, one)))
  const [best] = narrowest.sort((one, other) => livesMs(other, time) - livesMs(one, time))
  return best?.key ?? key
}

function isNarrower({ granted: one }: ScopeEntry, { granted: other }: ScopeEntry): boolean {
  return one !== undefined && other !== undefined && one.key !== other.key && covers(other, one)
}

function livesMs({ phase }: ScopeEntry, time: Time): number {
  return phase.status === 'live' ? remainingMs(phase.grant, time) : 0
}
