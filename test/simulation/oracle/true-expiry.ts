import type { JudgeToken } from './handed-out.js'
import type { Oracle, OracleParts } from './oracle.js'

interface ClockChange {
  readonly outsideMs: number
  readonly errorMs: number
}

/**
 * Invariants 6 and 7: no token is handed out past its true end. A tab that asked for it and has been awake since knows
 * by its monotonic clock. Whoever slept, or found it in storage, has only the wall clock to go by, and may be late by
 * as much as that was set back since.
 */
export function trueExpiry({ world, accuse }: OracleParts): Oracle & { readonly judgeToken: JudgeToken } {
  const changes: ClockChange[] = []
  let lastSleepMs = Number.NEGATIVE_INFINITY
  const setBackSince = (outsideMs: number, errorMs: number) =>
    changes
      .filter(change => change.outsideMs >= outsideMs)
      .reduce((most, change) => Math.max(most, errorMs - change.errorMs), 0)
  return {
    hear(fact) {
      const outsideMs = world.time.outsideMs()
      if (fact.type === 'clock-jumped') changes.push({ outsideMs, errorMs: world.time.clockErrorMs() })
      if (fact.type === 'device-slept') lastSleepMs = outsideMs
    },
    judgeToken({ tab }, { request, endsAt }) {
      const overrunMs = world.time.trueNow() - endsAt
      if (overrunMs <= 0) return
      const hasSlept = lastSleepMs >= request.outsideMs
      const knowsBetter = request.tab === tab && !hasSlept
      const hasJumped = changes.some(change => change.outsideMs >= request.outsideMs)
      const excusedMs = knowsBetter ? 0 : setBackSince(request.outsideMs, request.clockErrorMs)
      if (overrunMs > excusedMs)
        accuse(hasJumped ? 6 : 7, `${tab.name} hands out a token ${overrunMs} ms after its end`)
    },
  }
}
