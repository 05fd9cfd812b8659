import type { Fact, Writing } from '../world/facts.js'
import type { TokenRequest } from '../world/token-request.js'
import type { Oracle, OracleParts } from './oracle.js'
import { newSecrets } from './stored.js'

const RETRY_AFTER_MAX_MS = 300_000
/** What was decided before a pause was stored may still be sent. */
const TURN_MS = 500

interface Pause {
  readonly epoch: number
  readonly reason: string
  readonly sinceMs: number
  readonly untilMs: number
}

/** Invariant 5: two issues of a scope by one tab stand apart, and `Retry-After` is obeyed by all tabs. */
export function noStorm({ world, accuse, troubles }: OracleParts): Oracle {
  const spacings = new Map<string, Pause>()
  let told: Pause | undefined
  const placeOf = ({ tab, scope }: TokenRequest) => `${tab.name} ${scope}`
  const pauseFor = ({ epoch, reason }: TokenRequest, ms: number): Pause => {
    const sinceMs = world.time.outsideMs()
    return { epoch, reason, sinceMs, untilMs: sinceMs + ms }
  }
  const leftOf = (pause: Pause | undefined, { epoch, outsideMs }: TokenRequest) =>
    pause?.epoch === epoch ? pause.untilMs - outsideMs : 0

  function judge(request: TokenRequest): void {
    if (troubles.has('clock')) return
    const { tab, reason, outsideMs } = request
    const spacing = spacings.get(placeOf(request))
    const spacingMs = leftOf(spacing, request)
    const isExcused = reason === 'rejected' && spacing?.reason !== 'rejected'
    if (spacingMs > 1 && !isExcused) accuse(5, `${tab.name} asks ${spacingMs} ms too early after an issue`)
    if (told === undefined || troubles.has('disk') || troubles.has('wipe') || tab.hasJustThawed()) return
    const toldMs = outsideMs - told.sinceMs > TURN_MS ? leftOf(told, request) : 0
    if (toldMs > 1) accuse(5, `${tab.name} asks ${toldMs} ms before a Retry-After is over`)
  }

  function noteIssues(writing: Writing): void {
    for (const secret of newSecrets(writing)) {
      const minted = world.backend.minted(secret)
      if (minted?.request.tab !== writing.tab) continue
      const spacingMs = Math.min(5_000, minted.lifetimeMs * 0.25)
      spacings.set(placeOf(minted.request), pauseFor(minted.request, spacingMs))
    }
  }

  function noteRetryAfter({ request, answer }: Fact & { type: 'request-answered' }): void {
    if (answer.kind !== 'refusal' || answer.refusal !== 'unavailable' || answer.retryAfterMs === 0) return
    told = pauseFor(request, Math.min(answer.retryAfterMs, RETRY_AFTER_MAX_MS))
  }

  return {
    hear(fact) {
      if (fact.type === 'request-began') judge(fact.request)
      if (fact.type === 'records-written') noteIssues(fact.writing)
      if (fact.type === 'request-answered') noteRetryAfter(fact)
    },
  }
}
