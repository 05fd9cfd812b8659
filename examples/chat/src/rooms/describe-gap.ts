/** Positions that were gone: the part of a gap, or of a discontinuity event, that words need. */
export interface MissingRange {
  readonly from: bigint
  readonly to: bigint | 'end-of-page'
}

/** What a hole in the messages means for the reader. */
export function describeGap({ from, to }: MissingRange): string {
  if (to === 'end-of-page')
    return `the gateway restarted: anything from message ${from} on was gone before we got back`
  if (from === to) return `message ${from} was gone before we got back`
  return `messages ${from} to ${to} were gone before we got back`
}
