import { expect, it } from 'vitest'
import { renderTable } from './render-table.js'

it('lines up names to the left and figures to the right', () => {
  const table = renderTable(
    ['call', 'time'],
    [
      ['peekToken', '0.2 µs'],
      ['getSession', '12.5 µs'],
    ],
  )
  expect(table.split('\n')).toEqual([
    'call           time',
    '----------  -------',
    'peekToken    0.2 µs',
    'getSession  12.5 µs',
  ])
})

it('leaves a missing cell empty, and nothing at the end of a line', () => {
  expect(
    renderTable(['a', 'b'], [['x']])
      .split('\n')
      .at(-1),
  ).toBe('x')
})
