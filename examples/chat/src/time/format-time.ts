const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The time of day on this device: `14:02:11`. */
export function formatClock(at: number): string {
  return clockFormat.format(at)
}

/** What a countdown shows: `0:37`, `12:05`; never less than nothing. */
export function formatCountdown(leftMs: number): string {
  const seconds = wholeSeconds(leftMs)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The same in words, for those who hear it: `37 seconds`, `12 minutes 5 seconds`. */
export function speakDuration(durationMs: number): string {
  const seconds = wholeSeconds(durationMs)
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return counted(rest, 'second')
  return rest === 0 ? counted(minutes, 'minute') : `${counted(minutes, 'minute')} ${counted(rest, 'second')}`
}

/** `1 message`, `3 messages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function wholeSeconds(durationMs: number): number {
  return Math.max(0, Math.ceil(durationMs / 1000))
}
