import { type Figure, formatFigure, formatSpread } from './format-figure.js'
import type { Spread } from './spread.js'

/** What a figure should be. Its median is judged: one slow round says more about the machine than about the code. */
export interface Target {
  readonly claim: string
  readonly measured: Spread
  readonly figure: Figure
  readonly relation: 'under' | 'at most'
  readonly limit: number
}

export type Outcome = 'met' | 'missed'

export function outcomeOf({ measured: { median }, relation, limit }: Target): Outcome {
  const isMet = relation === 'under' ? median < limit : median <= limit
  return isMet ? 'met' : 'missed'
}

/** `met     getToken …: 1.20 µs (1.10 µs – 1.90 µs), target under 5.00 µs`. */
export function renderVerdict(target: Target): string {
  const { claim, measured, figure, relation, limit } = target
  const wanted = `target ${relation} ${formatFigure(limit, figure)}`
  return `${outcomeOf(target).padEnd(7)} ${claim}: ${formatSpread(measured, figure)}, ${wanted}`
}
