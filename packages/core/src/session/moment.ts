/** What the two clocks say. */
export interface Time {
  /** Wall clock, epoch milliseconds. */
  readonly at: number
  /** A clock that never goes back. */
  readonly monotonicMs: number
}

/** One reading of the outside world, taken by the runner for each event: the machine has no clock and no dice. */
export interface Moment extends Time {
  /** A number in [0, 1), for jitter. */
  readonly chance: number
}
