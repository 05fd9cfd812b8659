import { describe, expect, it } from 'vitest'
import { stateWith } from '../../test-support/session-samples.js'
import { learnSkew, SKEW_ALARM_MS } from './learn-skew.js'

const MINUTE = 60_000

describe('a measurement of the clock', () => {
  it.each<[string, number | undefined, number, number]>([
    ['is kept, the first one', undefined, 0, 0],
    ['is kept, the first one, however little it says', undefined, -3_000, -3_000],
    ['is kept when it has moved by five seconds', 1_000, 6_000, 6_000],
    ['is kept when it has moved back by as much', 1_000, -4_000, -4_000],
    ['leaves the last one in place when it has moved by less', 1_000, 5_999, 1_000],
    ['leaves the last one in place when it has moved back by less', 1_000, -3_999, 1_000],
  ])('%s', (_, knownMs, measuredMs, keptMs) => {
    const { state, commands } = learnSkew(stateWith(undefined, { skewMs: knownMs }), measuredMs)
    expect(state.skewMs).toBe(keptMs)
    expect(commands).toEqual([])
  })

  it.each([
    ['it tells nothing', undefined, undefined],
    ['it tells nothing new', 1_000, undefined],
    ['it has hardly moved', 1_000, 2_000],
  ])('leaves the very same state when %s', (_, knownMs, measuredMs) => {
    const before = stateWith(undefined, { skewMs: knownMs })
    expect(learnSkew(before, measuredMs).state).toBe(before)
  })

  it.each<[string, number | undefined, number, boolean]>([
    ['wrong by a minute', undefined, MINUTE, false],
    ['wrong by more, ahead', undefined, MINUTE + 1, true],
    ['wrong by more, behind', undefined, -MINUTE - 1, true],
    ['as wrong as it was', 3_600_000, 3_601_000, false],
    ['drifting within the minute', 20_000, 50_000, false],
    ['drifting past the minute', 30_000, 70_000, true],
    ['drifting back within it', 70_000, 30_000, true],
    ['drifting further when it was wrong already', 70_000, 100_000, false],
    ['wrong the other way round', -90_000, 90_000, true],
    ['set right', 3_600_000, 0, true],
    ['set wrong while the app runs', 0, 3_600_000, true],
  ])('raises the alarm, or does not: a clock %s', (_, knownMs, measuredMs, isRaised) => {
    const { commands } = learnSkew(stateWith(undefined, { skewMs: knownMs }), measuredMs)
    const alarm = { type: 'announce', event: { type: 'clock-skewed', skewMs: measuredMs } }
    expect(commands).toEqual(isRaised ? [alarm] : [])
  })
})

it('the alarm is raised above the documented minute', () => {
  expect(SKEW_ALARM_MS).toBe(MINUTE)
})
