import { describe, expect, it } from 'vitest'
import { plantInto } from './planted-bug.js'

const change = { file: 'a.ts', snippet: 'x > 1', replacement: 'x > 2' }

describe('a planted bug', () => {
  it('takes the place of its snippet', () => {
    expect(plantInto('if (x > 1) go()', change)).toBe('if (x > 2) go()')
  })

  it.each(['if (x >= 1) go()', 'x > 1 || x > 1'])(
    'fails loudly where the snippet does not stand once: %s',
    source => {
      expect(() => plantInto(source, change)).toThrow('misses its target')
    },
  )
})
