/** A reading of time that may be wrong, and run fast or slow, against what it is taken from. */
export interface DriftingClock {
  read(): number
  readonly rate: number
  /** From now on it counts `rate` milliseconds for each that passes. */
  runAt(rate: number): void
  setForwardBy(ms: number): void
}

export function createDriftingClock(source: () => number): DriftingClock {
  let rate = 1
  let sinceMs = source()
  let errorThenMs = 0
  const errorMs = (): number => errorThenMs + (rate - 1) * (source() - sinceMs)
  return {
    read: () => source() + errorMs(),
    get rate() {
      return rate
    },
    runAt: next => {
      if (!(next > 0 && next < Number.POSITIVE_INFINITY)) throw new RangeError(`no clock runs at ${next}`)
      errorThenMs = errorMs()
      sinceMs = source()
      rate = next
    },
    setForwardBy: ms => {
      errorThenMs += ms
    },
  }
}
