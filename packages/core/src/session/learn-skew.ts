import { announce, type Step, stay } from './step.js'
import type { StoreState } from './store-state.js'

/** A clock that is wrong by less than this is nobody's concern. */
export const SKEW_ALARM_MS = 60_000

/** What is measured to the second, and late by a request's time, does not move by less than this. */
const STEADY_MS = 5_000

/** What an answer told of the backend's clock. Nothing is scheduled by it; it is there to be seen. */
export function learnSkew(state: StoreState, skewMs: number | undefined): Step {
  if (skewMs === undefined) return stay(state)
  const { skewMs: knownMs = 0 } = state
  const changeMs = Math.abs(skewMs - knownMs)
  if (state.skewMs !== undefined && changeMs < STEADY_MS) return stay(state)
  const isNews = changeMs > SKEW_ALARM_MS || isAlarming(skewMs) !== isAlarming(knownMs)
  return stay({ ...state, skewMs }, isNews ? [announce({ type: 'clock-skewed', skewMs })] : [])
}

const isAlarming = (skewMs: number) => Math.abs(skewMs) > SKEW_ALARM_MS
