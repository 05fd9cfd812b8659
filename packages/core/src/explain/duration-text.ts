/** `m:ss`, or `h:mm:ss` from an hour on. A second that has begun counts, so that 0:00 means over. */
export function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return `${hours > 0 ? `${hours}:${twoDigits(minutes)}` : minutes}:${twoDigits(seconds)}`
}

/** Of a count of minutes or seconds, what a clock shows. */
function twoDigits(count: number): string {
  return String(count % 60).padStart(2, '0')
}
