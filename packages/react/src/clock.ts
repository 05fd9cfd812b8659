import { browserEnvironment, type Environment } from '@hallpass/core'

/** What the hooks take from the outside world: the wall clock, and a beat to look at it. */
export interface WallClock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `onSecond` once a second while the app is seen, and when it is seen again; returns what stops it. */
  everySecond(onSecond: () => void): () => void
}

/** A clock in the world of an environment, such as the one a session was made with. */
export function wallClockFrom(environment: Pick<Environment, 'clock' | 'timers' | 'lifecycle'>): WallClock {
  const { clock, timers, lifecycle } = environment
  return {
    now: () => clock.now(),
    everySecond: onSecond => {
      let stopTimer = (): void => undefined
      const wait = () => {
        stopTimer = timers.start(1000, beat)
      }
      const beat = () => {
        wait()
        onSecond()
      }
      const stopListening = lifecycle.subscribe(event => {
        stopTimer()
        if (event === 'app-woke') beat()
      })
      wait()
      return () => {
        stopListening()
        stopTimer()
      }
    },
  }
}

/** The browser's. */
export const wallClock: WallClock = wallClockFrom(browserEnvironment())
