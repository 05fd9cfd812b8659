/** What repeated measurements came to. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** @throws RangeError for no value at all: a benchmark that measured nothing must not report */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (min === undefined || max === undefined) throw new RangeError('nothing was measured')
  const upper = sorted[Math.floor(sorted.length / 2)] ?? max
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? min
  return { min, median: (lower + upper) / 2, max }
}

/**
 * One measurement as so many times another of the same round: what slowed a whole round down falls out.
 *
 * @throws RangeError where the rounds don't pair up
 */
export function ratiosByRound(values: readonly number[], others: readonly number[]): readonly number[] {
  if (values.length !== others.length) throw new RangeError(`${values.length} rounds and ${others.length}`)
  return others.map((other, round) => (values[round] ?? Number.NaN) / other)
}
