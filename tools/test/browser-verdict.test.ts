import { describe, expect, it } from 'vitest'
import { browserVerdict, provenUnavailable } from './browser-verdict.js'

const found = { found: { place: 'on the path', executablePath: '/browser' }, refused: [] }
const nothing = { found: undefined, refused: ['named by CHROMIUM: did not start'] }
const excused = (): boolean => true
const notExcused = (): boolean => false

describe('browserVerdict', () => {
  it.each([
    ['one is found', found, false, notExcused, 'run'],
    ['one is found in CI', found, true, notExcused, 'run'],
    ['none is found on a laptop', nothing, false, notExcused, 'leave-out'],
    ['none is found in CI', nothing, true, notExcused, 'fail'],
    ['none can be had in CI, proven', nothing, true, excused, 'leave-out'],
  ] as const)('when %s: %4$s', (_, search, isCi, isProven, outcome) => {
    expect(browserVerdict(search, isCi, isProven).outcome).toBe(outcome)
  })

  it('names the browser, and what was refused', () => {
    expect(browserVerdict(found, false).message).toBe('browser: /browser (on the path)')
    expect(browserVerdict(nothing, false).message).toContain('named by CHROMIUM: did not start')
  })
})

describe('provenUnavailable', () => {
  const entry = { name: 'chromium', why: 'no package for this machine', proof: 'exit 1' }

  it.each([
    ['listed, and the command that gets it fails', [entry], true],
    ['listed, but the command gets it', [{ ...entry, proof: 'exit 0' }], false],
    ['not listed', [{ ...entry, name: 'firefox' }], false],
  ] as const)('%s: %3$s', (_, entries, isProven) => {
    expect(provenUnavailable('chromium', entries)).toBe(isProven)
  })
})
