import type { Clock, Timers } from './time.js'

/** The longest an alarm sleeps before it looks at the clock again. */
export const alarmChunkMs = 30_000

/**
 * Calls `ring` once the wall clock shows `atMs`, at once if it already does; returns what stops it. It sleeps in
 * pieces, so a clock set forward or a machine that slept makes it late by one piece at most, and a far moment does
 * not overflow a timer.
 */
export function startAlarm(
  atMs: number,
  ring: () => void,
  time: { clock: Clock; timers: Timers },
): () => void {
  let stop = () => {}
  const sleep = () => {
    const restMs = atMs - time.clock.now()
    if (restMs <= 0) ring()
    else stop = time.timers.start(Math.min(restMs, alarmChunkMs), sleep)
  }
  sleep()
  return () => stop()
}
