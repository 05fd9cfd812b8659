import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findShortfalls, strictFiles } from './thresholds.js'

const score = (killed: number, survived: number) => ({
  ...{ fingerprint: '', killed, timedOut: 0, survived },
  score: (100 * killed) / (killed + survived),
})
const PERMITS = 'packages/core/src/scope/permits.ts'

describe('the thresholds', () => {
  it.each([
    ['a file that decides', { [PERMITS]: score(9, 1) }, []],
    ['a file that decides', { [PERMITS]: score(89, 11) }, [`${PERMITS} 89 % killed, 90 % is the least`]],
    ['any other', { 'a.ts': score(1, 9), 'b.ts': score(990, 10) }, []],
    ['all together', { 'a.ts': score(17, 3) }, []],
    ['all together', { 'a.ts': score(84, 16) }, ['all files together: 84 % killed, 85 % is the least']],
    ['nothing yet', {}, []],
  ])('of %s: %j', (_, scores, shortfalls) => {
    expect(findShortfalls(scores)).toEqual(shortfalls)
  })

  it('are of files that are there', () => {
    expect(strictFiles.filter(path => !existsSync(path))).toEqual([])
  })
})
