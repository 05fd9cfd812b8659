import { describe, expect, it } from 'vitest'
import { ratiosByRound, spreadOf } from './spread.js'

describe('the spread of measurements', () => {
  it('names the lowest, the middle and the highest, in whatever order they came', () => {
    expect(spreadOf([9, 1, 4])).toEqual({ min: 1, median: 4, max: 9 })
  })

  it('has the mean of the two in the middle where there are two', () => {
    expect(spreadOf([8, 1, 4, 2])).toEqual({ min: 1, median: 3, max: 8 })
  })

  it('sorts numbers, not their digits', () => {
    expect(spreadOf([10, 9, 100])).toEqual({ min: 9, median: 10, max: 100 })
  })

  it('is one number thrice for a single measurement', () => {
    expect(spreadOf([7])).toEqual({ min: 7, median: 7, max: 7 })
  })

  it('does not exist for nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError)
  })
})

describe('ratios', () => {
  it('compare each round with itself', () => {
    expect(ratiosByRound([2, 30], [1, 10])).toEqual([2, 3])
  })

  it('do not exist for rounds that do not pair up', () => {
    expect(() => ratiosByRound([1, 2], [1])).toThrow('2 rounds and 1')
  })
})
