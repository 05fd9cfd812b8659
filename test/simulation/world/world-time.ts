/** The time everybody else has, and what the device makes of it. */
export interface WorldTime {
  /** Milliseconds since the start of the run, as everybody else counts them. */
  outsideMs(): number
  /** Milliseconds the device has been awake: its monotonic clock. */
  deviceMs(): number
  /** How long the device has been awake since it last slept. */
  sinceSleepMs(): number
  /** Epoch milliseconds, true. */
  trueNow(): number
  /** Epoch milliseconds by the device's wall clock. */
  wallNow(): number
  /** How far the wall clock is ahead of the truth. */
  clockErrorMs(): number
  pass(ms: number): void
  /** The device sleeps meanwhile: its monotonic clock stands still. */
  passAsleep(ms: number): void
  /** Sets the wall clock, within what a clock can show. */
  jumpWallClock(ms: number): void
}

const START_AT = Date.UTC(2030, 0, 1)
const FIRST_AT = Date.UTC(1970, 0, 2)
const LAST_AT = Date.UTC(2106, 0, 1)

export function createWorldTime(): WorldTime {
  let outsideMs = 0
  let asleepMs = 0
  let errorMs = 0
  let wokeMs = Number.NEGATIVE_INFINITY
  const trueNow = () => START_AT + outsideMs
  return {
    outsideMs: () => outsideMs,
    deviceMs: () => outsideMs - asleepMs,
    sinceSleepMs: () => outsideMs - wokeMs,
    trueNow,
    wallNow: () => trueNow() + errorMs,
    clockErrorMs: () => errorMs,
    pass: ms => {
      outsideMs += ms
    },
    passAsleep: ms => {
      outsideMs += ms
      asleepMs += ms
      wokeMs = outsideMs
    },
    jumpWallClock: ms => {
      const wantedAt = trueNow() + errorMs + ms
      errorMs = Math.min(LAST_AT, Math.max(FIRST_AT, wantedAt)) - trueNow()
    },
  }
}
