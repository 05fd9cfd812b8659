import { describe, expect, it } from 'vitest'
import { browserVerdict, provenUnavailable } from './browser-verdict.js'

const found = {
  browser: 'firefox' as const,
  found: { place: 'on the path', executablePath: '/browser' },
  refused: [],
}
const refused = ['named by FIREFOX: did not start', "Debian's firefox-esr: took too long"]
const nothing = { browser: 'firefox' as const, found: undefined, refused }
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

  it('says in one line which browser it is and where it was, or what was refused', () => {
    expect(browserVerdict(found, false).message).toBe('firefox: /browser (on the path)')
    expect(browserVerdict(nothing, false).message).toBe(
      "firefox: NONE FOUND, its tests are LEFT OUT [named by FIREFOX: did not start; Debian's firefox-esr: took too long]",
    )
  })

  it('excuses a browser by its own name only', () => {
    const isProven = (name: string) => name === 'webkit'
    expect(browserVerdict({ ...nothing, browser: 'webkit' }, true, isProven).outcome).toBe('leave-out')
    expect(browserVerdict({ ...nothing, browser: 'chromium' }, true, isProven).outcome).toBe('fail')
  })
})

describe('provenUnavailable', () => {
  const entry = { name: 'chromium' as const, why: 'no package for this machine', proof: 'exit 1' }

  it.each([
    ['listed, and the command that gets it fails', [entry], true],
    ['listed, but the command gets it', [{ ...entry, proof: 'exit 0' }], false],
    ['not listed', [{ ...entry, name: 'firefox' as const }], false],
  ] as const)('%s: %3$s', (_, entries, isProven) => {
    expect(provenUnavailable('chromium', entries)).toBe(isProven)
  })
})
