import { describe, expect, it } from 'vitest'
import { outcomeOf, renderVerdict, type Target } from './verdict.js'

const target: Target = {
  claim: 'peekToken',
  measured: { min: 0.5, median: 1, max: 9 },
  figure: 'ratio',
  relation: 'at most',
  limit: 1,
}

describe('a target', () => {
  it('of at most a limit is met at the limit', () => {
    expect(outcomeOf(target)).toBe('met')
  })

  it('of under a limit is missed at the limit', () => {
    expect(outcomeOf({ ...target, relation: 'under' })).toBe('missed')
  })

  it('is judged by the median: neither the best round nor the worst decides', () => {
    expect(outcomeOf({ ...target, measured: { min: 0.1, median: 1.1, max: 1.2 } })).toBe('missed')
    expect(outcomeOf({ ...target, measured: { min: 0.1, median: 0.9, max: 99 } })).toBe('met')
  })

  it('is missed by what is no number', () => {
    expect(outcomeOf({ ...target, measured: { min: 0, median: Number.NaN, max: 0 } })).toBe('missed')
  })

  it('says what came out, what was wanted, and which of the two it is', () => {
    expect(renderVerdict(target)).toBe('met     peekToken: 1.00× (0.50× – 9.00×), target at most 1.00×')
  })
})
