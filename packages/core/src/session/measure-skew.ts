/** What an answer tells of the backend's clock, epoch milliseconds each. */
export interface ServerTime {
  /** By our clock: when the request was sent, and when its answer began to come. */
  readonly sentAt: number
  readonly receivedAt: number
  /** The answer's `Date` (RFC 9110 section 6.6.1), which drops fractions of a second. */
  readonly date: number | undefined
  /** When the token was issued: the backend's clock was no earlier than that, but an issuer may have kept it a while. */
  readonly issuedAt: number | undefined
}

/** The backend's clock less ours, as near to nothing as what is known allows; undefined where nothing is. */
export function measureSkewMs({ sentAt, receivedAt, date, issuedAt }: ServerTime): number | undefined {
  if (date !== undefined) return Math.min(Math.max(date - receivedAt, 0), date + 1_000 - sentAt)
  return issuedAt !== undefined && issuedAt > receivedAt ? issuedAt - receivedAt : undefined
}
