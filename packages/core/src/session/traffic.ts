import type { Pause } from './pause.js'
import { hasCome } from './renewal-schedule.js'

/** What all tabs know of their requests: how many there were, and until when the backend is to be left alone. */
export interface Traffic {
  /** The minute the counts are of, since 1970. */
  readonly minute: number
  /** Requests of that minute, by scope key. */
  readonly requests: Readonly<Record<string, number>>
  /** Until when the backend asked to be left alone altogether. */
  readonly throttledUntil: number
  /** Scopes that wait, by scope key. */
  readonly pauses: Readonly<Record<string, Pause>>
}

/** How many requests a minute may see. */
export interface RequestBudget {
  /** Of the whole profile. */
  readonly requestsPerMinute: number
  readonly requestsPerMinutePerScope: number
}

/** When a request is about to be made, and since when there is a network again. */
export interface RequestTime {
  readonly at: number
  readonly chance: number
  readonly networkBackAt: number
}

const NO_TRAFFIC: Traffic = { minute: 0, requests: {}, throttledUntil: 0, pauses: {} }

/** Tabs that were out of budget together start again spread over this. */
const BUDGET_SPREAD_MS = 5_000

/** What counts of it now: this minute's requests, and pauses that are not long over. */
export function trafficNow(traffic: Traffic = NO_TRAFFIC, at: number): Traffic {
  const minute = Math.floor(at / 60_000)
  const isRecent = ([, { retryAt }]: [string, Pause]) => Math.abs(at - retryAt) < 360_000
  return {
    minute,
    requests: traffic.minute === minute ? traffic.requests : {},
    throttledUntil: hasCome(traffic.throttledUntil, at) ? 0 : traffic.throttledUntil,
    pauses: Object.fromEntries(Object.entries(traffic.pauses).filter(isRecent)),
  }
}

/** Why a scope's request must not be made now, if so. */
export function holdUp(
  { minute, requests, throttledUntil, pauses }: Traffic,
  key: string,
  budget: RequestBudget,
  { at, chance, networkBackAt }: RequestTime,
): Pause | undefined {
  const pause = pauses[key]
  const attempts = pause?.attempts ?? 0
  // What failed before the network came back says nothing about now.
  const isOutdated = pause?.cause === 'unavailable' && pause.since < networkBackAt
  if (pause && !isOutdated && !hasCome(pause.retryAt, at)) return pause
  const waiting = { attempts, since: at }
  if (throttledUntil > 0) return { ...waiting, cause: 'unavailable', retryAt: throttledUntil }
  const total = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const isSpent =
    (requests[key] ?? 0) >= budget.requestsPerMinutePerScope || total >= budget.requestsPerMinute
  const nextMinuteAt = (minute + 1) * 60_000
  return isSpent
    ? { ...waiting, cause: 'budget', retryAt: nextMinuteAt + chance * BUDGET_SPREAD_MS }
    : undefined
}

/** One more request for a scope. */
export function withRequest(traffic: Traffic, key: string): Traffic {
  const { requests } = traffic
  return { ...traffic, requests: { ...requests, [key]: (requests[key] ?? 0) + 1 } }
}

/** As a new epoch finds it: what was asked this minute is not forgotten, what held up somebody else is. */
export function withoutPauses(traffic: Traffic | undefined): Traffic | undefined {
  return traffic && { ...traffic, pauses: {} }
}

/** A scope's pause begun, or with none given, ended. */
export function withPause(traffic: Traffic, key: string, pause?: Pause): Traffic {
  const { [key]: _, ...others } = traffic.pauses
  return { ...traffic, pauses: pause ? { ...others, [key]: pause } : others }
}
