import type { Spread } from './spread.js'

/** How a number is written: as a duration (it counts milliseconds), a ratio, or a count. */
export type Figure = 'duration' | 'ratio' | 'count'

/** Three digits that matter, and the unit that needs the fewest of them: `0.251 µs`, `12.4 ms`, `1.30×`. */
export function formatFigure(value: number, figure: Figure): string {
  switch (figure) {
    case 'count':
      return String(value)
    case 'ratio':
      return `${value.toFixed(2)}×`
    case 'duration':
      return formatDuration(value)
  }
}

/** The middle, and the range in brackets. */
export function formatSpread({ min, median, max }: Spread, figure: Figure): string {
  const [low, middle, high] = [min, median, max].map(value => formatFigure(value, figure))
  return low === high ? `${middle}` : `${middle} (${low} – ${high})`
}

function formatDuration(valueMs: number): string {
  if (valueMs < 1) return `${threeDigits(valueMs * 1000)} µs`
  return valueMs < 1000 ? `${threeDigits(valueMs)} ms` : `${threeDigits(valueMs / 1000)} s`
}

function threeDigits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3)
}
