const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i

/**
 * Epoch milliseconds of an ISO 8601 time as RFC 3339 has it, seconds optional; NaN for any other text. A time without
 * an offset is refused: it could be anywhere. `Date` is named in this folder only, but no clock is asked.
 */
export function epochMsFromIso(text: string): number {
  return ISO_TIME.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN
}
