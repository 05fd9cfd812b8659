const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i

/**
 * Epoch milliseconds of an ISO 8601 time as RFC 3339 has it, seconds optional; NaN for any other text. A time without
 * an offset is refused: it could be anywhere. `Date` is named in this folder only, but no clock is asked.
 */
export function epochMsFromIso(text: string): number {
  return ISO_TIME.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN
}

const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

/** Epoch milliseconds of a date in an HTTP header (IMF-fixdate, RFC 9110 section 5.6.7); undefined for any other text. */
export function epochMsFromHttpDate(text: string): number | undefined {
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN
  return at >= 0 ? at : undefined
}
