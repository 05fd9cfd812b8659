import type { MintedToken, TokenRequest } from '../world/token-request.js'
import type { Oracle, OracleParts } from './oracle.js'
import { newSecrets, tokenIn } from './stored.js'

/** Between looking and asking. */
const TURN_MS = 500
/** Slow answers and late timers. */
const SLACK_MS = 12_000

/** Invariant 6: whoever asks although a good token is stored has a reason; a clock that was set is one, once a scope. */
export function earlyRequests({ world, accuse, troubles }: OracleParts): Oracle {
  const reasons = new Map<string, number>()
  const rejected = new Set<string>()
  const storedAtMs = new Map<string, number>()
  const asked = new Set<TokenRequest>()
  let jumpCount = 0
  const addReason = (scope: string, count: number) => reasons.set(scope, (reasons.get(scope) ?? 0) + count)
  const isExcused = () => (['disk', 'wipe', 'locks', 'timers'] as const).some(troubles.has)

  function stored(request: TokenRequest): MintedToken | undefined {
    const record = tokenIn(world.disk.records(), `token:${request.scope}`)
    return record?.epoch === request.epoch ? world.backend.minted(record.secret) : undefined
  }

  function isEarly(request: TokenRequest): boolean {
    const token = stored(request)
    if (token === undefined || rejected.has(token.secret) || request.reason === 'rejected') return false
    // It may have been stored after this tab had looked.
    if (request.outsideMs - (storedAtMs.get(token.secret) ?? 0) < TURN_MS) return false
    return token.endsAt - world.time.trueNow() > longestLeadMs(token.lifetimeMs) + SLACK_MS
  }

  return {
    hear(fact) {
      if (fact.type === 'clock-jumped') jumpCount++
      if (fact.type === 'records-written') {
        for (const secret of newSecrets(fact.writing)) storedAtMs.set(secret, world.time.outsideMs())
      }
      if (fact.type === 'token-rejected') rejected.add(fact.secret)
      if (fact.type === 'longer-token-wanted') addReason(fact.scope, 1)
      // Who got none asks again for the same reason.
      if (fact.type === 'request-ended' && asked.has(fact.request)) addReason(fact.request.scope, 1)
      if (fact.type === 'request-answered' && fact.answer.kind === 'token' && asked.delete(fact.request))
        addReason(fact.request.scope, -1)
      if (fact.type !== 'request-began' || isExcused() || !isEarly(fact.request)) return
      if (fact.request.tab.hasJustThawed()) return
      const { scope, tab } = fact.request
      asked.add(fact.request)
      addReason(scope, -1)
      if ((reasons.get(scope) ?? 0) + jumpCount < 0)
        accuse(6, `${tab.name} asks although the stored token is good`)
    },
  }
}

function longestLeadMs(lifetimeMs: number): number {
  const leastMs = Math.min(30_000, lifetimeMs / 2)
  return Math.min(12 * 60_000, Math.max(leastMs, lifetimeMs * 0.2)) + 0.05 * lifetimeMs
}
