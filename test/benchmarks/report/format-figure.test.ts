import { describe, expect, it } from 'vitest'
import { formatFigure, formatSpread } from './format-figure.js'

describe('a figure', () => {
  it.each([
    [0.000251, '0.251 µs'],
    [0.0034, '3.40 µs'],
    [0.0421, '42.1 µs'],
    [0.512, '512 µs'],
    [12.44, '12.4 ms'],
    [301, '301 ms'],
    [1204, '1.20 s'],
  ])('of %d milliseconds reads %s', (valueMs, text) => {
    expect(formatFigure(valueMs, 'duration')).toBe(text)
  })

  it('that compares says how many times', () => {
    expect(formatFigure(1.296, 'ratio')).toBe('1.30×')
  })

  it('that counts is a whole number', () => {
    expect(formatFigure(20, 'count')).toBe('20')
  })
})

describe('a spread', () => {
  it('reads as its middle with its range', () => {
    expect(formatSpread({ min: 1, median: 2, max: 4 }, 'ratio')).toBe('2.00× (1.00× – 4.00×)')
  })

  it('whose middle is its lowest still has a range', () => {
    expect(formatSpread({ min: 1, median: 1, max: 4 }, 'count')).toBe('1 (1 – 4)')
  })

  it('that never varied reads as one figure', () => {
    expect(formatSpread({ min: 1, median: 1, max: 1 }, 'count')).toBe('1')
  })
})
