const DAY_MS = 86_400_000

const ISO_TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d+)?)?(?:Z|([+-]\d\d):(\d\d))$/i

/**
 * Epoch milliseconds of an ISO 8601 time as RFC 3339 has it, seconds optional; undefined for any other text. A time
 * without an offset is refused: it could be anywhere.
 */
export function epochMsFromIso(text: string): number | undefined {
  const match = ISO_TIME.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, ...time] = match.slice(1).map(part => Number(part ?? 0))
  const [hour = 0, minute = 0, second = 0, fraction = 0, offsetHour = 0, offsetMinute = 0] = time
  const minutes =
    (hour - offsetHour) * 60 + minute - (match[8]?.startsWith('-') ? -offsetMinute : offsetMinute)
  return daysFromDate(year, month, day) * DAY_MS + minutes * 60_000 + Math.round((second + fraction) * 1000)
}

/** `2026-11-21T22:33:00Z`: the ISO 8601 time, to the second, of epoch milliseconds from the year 0 on. */
export function isoFromEpochMs(epochMs: number): string {
  const days = Math.floor(epochMs / DAY_MS)
  const seconds = (epochMs - days * DAY_MS) / 1000
  let year = Math.floor(days / 365.2425) + 1971
  while (daysFromDate(year, 1, 1) > days) year--
  let month = 12
  while (daysFromDate(year, month, 1) > days) month--
  const day = days - daysFromDate(year, month, 1) + 1
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`
  return `${date}T${[seconds / 3600, (seconds / 60) % 60, seconds % 60].map(part => digits(part, 2)).join(':')}Z`
}

// Years that begin in March put the leap day last, so that the days before a month are a straight line.
function daysFromDate(year: number, month: number, day: number): number {
  const marchYear = month < 3 ? year - 1 : year
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const daysBeforeMonth = Math.floor((153 * ((month + 9) % 12) + 2) / 5)
  return marchYear * 365 + leapDays + daysBeforeMonth + day - 719_469
}

function digits(value: number, count: number): string {
  return String(Math.floor(value)).padStart(count, '0')
}
