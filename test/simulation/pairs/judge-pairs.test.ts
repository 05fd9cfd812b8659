import { describe, expect, it } from 'vitest'
import { judgePairs } from './judge-pairs.js'
import { pairsOf } from './reached-pairs.js'

const live = { phase: { status: 'live', renewal: { status: 'issuing' } } }
const state = (scopes: [string, { phase: { status: string } }][]) => ({
  session: { status: 'active' },
  scopes: new Map(scopes),
})

describe('the pairs of event and state', () => {
  it('are those of the scope an event is about, the renewal of a live one counted in', () => {
    const met = state([
      ['a', live],
      ['b', { phase: { status: 'idle' } }],
    ])
    expect(pairsOf(met, { type: 'token-wanted', key: 'a' })).toEqual([
      'token-wanted × active × live, issuing',
    ])
    expect(pairsOf(met, { type: 'token-wanted', key: 'c' })).toEqual(['token-wanted × active × none'])
  })

  it('are those of every scope where the event is about none', () => {
    const met = state([
      ['a', live],
      ['b', { phase: { status: 'idle' } }],
    ])
    expect(pairsOf(met, { type: 'time-passed' })).toHaveLength(2)
    expect(pairsOf(state([]), { type: 'time-passed' })).toEqual(['time-passed × active × none'])
  })

  it('are missing until they are reached', () => {
    const before = judgePairs(new Set())
    const after = judgePairs(new Set(['time-passed × active × idle']))
    expect(before.missing).toHaveLength(before.expectedCount)
    expect(after.missing).toHaveLength(before.expectedCount - 1)
  })

  it('surprise where they are listed as impossible, or not known at all', () => {
    const { surprising } = judgePairs(
      new Set(['token-wanted × signed-out × idle', 'moon-rose × active × idle']),
    )
    expect(surprising).toEqual(['token-wanted × signed-out × idle', 'moon-rose × active × idle'])
  })
})
