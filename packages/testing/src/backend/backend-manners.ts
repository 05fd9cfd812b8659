/** How a backend issues, until it is told otherwise. */
export interface BackendManners {
  /** @default 60_000 */
  readonly lifetimeMs: number
  /** Who is logged in, as the answer names them; undefined leaves it out. @default 'ada' */
  readonly subject: string | undefined
  /** Time between a request and its answer; the token is issued when the request arrives. @default 0 */
  readonly delayMs: number
  /** How far its clock is ahead of true time, in `issued_at` and in the `Date` header. @default 0 */
  readonly clockErrorMs: number
  /** More members of the answer, or other values for the usual ones; undefined leaves one out. @default {} */
  readonly members: Readonly<Record<string, unknown>>
  /** More headers of the answer, such as the `age` of one that a cache kept. @default {} */
  readonly headers: Readonly<Record<string, string>>
}

export const defaultManners: BackendManners = {
  lifetimeMs: 60_000,
  subject: 'ada',
  delayMs: 0,
  clockErrorMs: 0,
  members: {},
  headers: {},
}
