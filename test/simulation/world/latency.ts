/** How late effects may be where nothing is wrong, in milliseconds. */
export const DISK_MS = 60
export const LOCK_MS = 30
export const DOORBELL_MS = 150
export const NETWORK_MS = 60
export const TIMER_LATE_MS = 40
/** Timers of a tab in the background wait for the next minute. */
export const TIMER_THROTTLED_MS = 60_000
