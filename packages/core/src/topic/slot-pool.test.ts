import { describe, expect, it } from 'vitest'
import { FakeProfile, FakeTab } from '../../test-support/topic/fake-tab.js'
import { FakeTime } from '../../test-support/topic/fake-time.js'
import { createSlotDemand } from './slot-demand.js'
import { createSlotPool, type SlotNews, turnMsFor } from './slot-pool.js'

const time = () => {
  const at = new FakeTime()
  const profile = new FakeProfile()
  return { at, profile, tab: new FakeTab(at, profile, 1) }
}

describe('a slot pool', () => {
  it('a slot that comes after its taker has gone is let go at once', async () => {
    const { at, profile, tab } = time()
    tab.lockMs = 50
    const taker = new AbortController()
    const news: SlotNews[] = []
    createSlotPool('pool', 2, tab.environment).take(taker.signal, one => news.push(one))
    await at.advance(20)
    taker.abort()
    await at.advance(200)
    expect([profile.heldCount(), news]).toEqual([0, []])
  })

  it('tells nobody of a turn that is over', async () => {
    const { at, profile, tab } = time()
    const pool = createSlotPool('pool', 2, tab.environment)
    const taker = new AbortController()
    const news: string[] = []
    pool.take(taker.signal, one => news.push(one.type))
    await at.advance(1)
    const wanted = { type: 'slot-wanted', tab: 'other', waiting: 1 }
    profile.say('pool', wanted)
    taker.abort()
    profile.say('pool', wanted)
    expect(news).toEqual(['slot-granted', 'slot-wanted'])
  })
})

describe('the demand for slots', () => {
  it('forgets what it has not heard again, and keeps no count of more than a hundred tabs', async () => {
    const { at, profile, tab } = time()
    const demand = createSlotDemand('pool', tab.environment, () => {})
    for (let other = 0; other < 150; other++) {
      profile.say('pool', { type: 'slot-wanted', tab: `${other}`, waiting: 1 })
    }
    expect(demand.waiting()).toBeLessThanOrEqual(100)
    expect(demand.waiting()).toBeGreaterThan(0)
    await at.advance(2_500)
    expect(demand.waiting()).toBe(0)
  })

  it('is told of once, and then every second for as long as it lasts', async () => {
    const { at, profile, tab } = time()
    const heard: unknown[] = []
    new FakeTab(at, profile, 2).environment.channel.open('pool', message => heard.push(message))
    const demand = createSlotDemand('pool', tab.environment, () => {})
    demand.change(1)
    demand.change(-1)
    demand.change(1)
    await at.advance(2_500)
    demand.change(-1)
    await at.advance(5_000)
    const told = { type: 'slot-wanted', tab: expect.any(String), waiting: 1 }
    expect(heard).toEqual([told, told, told])
    expect(at.pendingCount).toBe(0)
  })
})

describe('turnMsFor', () => {
  it.each([
    [4, 0, Number.POSITIVE_INFINITY],
    [4, 1, 1_600],
    [4, 8, 800],
    [4, 36, 1_600 / 9],
    [4, 1_000, 150],
    [32, 8, 1_600],
  ])('of %i slots with %i waiting is %d ms', (size, waiting, turnMs) => {
    expect(turnMsFor(size, waiting)).toBeCloseTo(turnMs)
  })
})
