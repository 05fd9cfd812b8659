import { describe, expect, it } from 'vitest'
import { Crowd } from '../../test-support/topic/crowd.js'

function longest(waits: Iterable<number>): number {
  return Math.max(...waits)
}

/** Everything published to a topic, in that order: what each tab should have received. */
function expectedTexts(
  published: ReadonlyMap<string, number>,
  topic: string,
): readonly (string | undefined)[] {
  return [...published.keys()].filter(key => key.startsWith(`${topic} `)).map(key => key.split(' ')[1])
}

async function opened(crowd: Crowd): Promise<Crowd> {
  for (const tab of crowd.tabs.keys()) crowd.follow(tab)
  await crowd.time.advance(2_500)
  crowd.watchWaits()
  return crowd
}

describe('slots', () => {
  it('20 topics in each of 2 tabs: a turn within 2 s, and every message once, in order, within 10 s', async () => {
    const crowd = new Crowd(2, 20)
    for (const tab of crowd.tabs) tab.lockMs = 5
    await opened(crowd)
    expect(new Set([...crowd.connections(0), ...crowd.connections(1)])).toEqual(new Set(['open']))
    const published = await crowd.chatter(12_000, 20)
    await crowd.time.advance(10_000)
    expect(longest(crowd.longestWaits.values())).toBeLessThanOrEqual(2_000)
    expect(crowd.service.mostOpenPolls).toBe(4)
    const delays = crowd.received.map(
      one => one.atMs - (published.get(`${one.topic} ${one.text}`) ?? Number.NaN),
    )
    expect(longest(delays)).toBeLessThan(10_000)
    for (const tab of crowd.tabs.keys()) {
      for (const topic of crowd.names)
        expect(crowd.textsOf(tab, topic)).toEqual(expectedTexts(published, topic))
    }
  })

  it.each([2_500, 5_000])(
    'more topics than slots deliver everything over a way of %i ms too',
    async latencyMs => {
      const crowd = new Crowd(1, 8)
      crowd.service.latencyMs = latencyMs
      crowd.follow(0)
      await crowd.time.advance(60_000)
      const published = await crowd.chatter(30_000, 5)
      await crowd.time.advance(120_000)
      for (const topic of crowd.names)
        expect(crowd.textsOf(0, topic)).toEqual(expectedTexts(published, topic))
    },
  )

  it('is fair among three tabs too', async () => {
    const crowd = await opened(new Crowd(3, 15))
    await crowd.time.advance(20_000)
    expect(longest(crowd.longestWaits.values())).toBeLessThanOrEqual(2_000)
    expect(crowd.longestWaits.size).toBe(45)
  })

  it('a topic that comes late gets its turn within 2 s, and nobody notices', async () => {
    const crowd = new Crowd(2, 4)
    crowd.follow(0)
    await crowd.time.advance(5_000)
    crowd.follow(1)
    await crowd.time.advance(2_000)
    expect(crowd.connections(1)).toEqual(['open', 'open', 'open', 'open'])
    expect(crowd.connections(0)).toEqual(['open', 'open', 'open', 'open'])
  })

  it('turns show in no snapshot', async () => {
    const crowd = await opened(new Crowd(2, 10))
    const before = crowd.snapshots()
    await crowd.time.advance(20_000)
    expect(crowd.snapshots().every((snapshot, index) => snapshot === before[index])).toBe(true)
  })

  it('no turn is so short that a slow service could not answer in it', async () => {
    const crowd = new Crowd(1, 20)
    crowd.service.latencyMs = 700
    crowd.profile.locks = 'unsupported'
    crowd.follow(0)
    await crowd.time.advance(30_000)
    const published = await crowd.chatter(1_000, 20)
    await crowd.time.advance(40_000)
    for (const topic of crowd.names) expect(crowd.textsOf(0, topic)).toEqual(expectedTexts(published, topic))
  })

  it('nobody is cut short where there are slots enough', async () => {
    const crowd = await opened(new Crowd(2, 2))
    const before = crowd.service.polls.length
    await crowd.time.advance(24_000)
    expect(crowd.service.polls.length - before).toBeLessThanOrEqual(4)
  })

  it('a hidden tab with slow timers gives its slots up all the same', async () => {
    const crowd = new Crowd(2, 8)
    for (const tab of crowd.tabs.slice(1)) tab.shortestTimerMs = 60_000
    await opened(crowd)
    await crowd.time.advance(20_000)
    const waits = [...crowd.longestWaits].filter(([key]) => key.startsWith('0/')).map(([, waitMs]) => waitMs)
    expect(longest(waits)).toBeLessThanOrEqual(4_000)
  })

  it('a topic that waits longer than 2 s says that it is queued', async () => {
    const crowd = new Crowd(2, 1, 1)
    crowd.follow(0)
    await crowd.time.advance(1_000)
    crowd.profile.muted = true
    crowd.follow(1)
    await crowd.time.advance(150)
    expect(crowd.connections(1)).toEqual(['queued'])
    crowd.profile.muted = false
    await crowd.time.advance(3_000)
    expect(crowd.connections(1)).toEqual(['open'])
  })

  it('without locks one poll a tab goes round', async () => {
    const crowd = new Crowd(2, 5)
    crowd.profile.locks = 'unsupported'
    await opened(crowd)
    const published = await crowd.chatter(10_000, 5)
    await crowd.time.advance(5_000)
    expect(crowd.service.mostOpenPolls).toBe(2)
    for (const tab of crowd.tabs.keys()) {
      for (const topic of crowd.names)
        expect(crowd.textsOf(tab, topic)).toEqual(expectedTexts(published, topic))
    }
  })

  it('a tab that leaves leaves its slots to the others', async () => {
    const crowd = await opened(new Crowd(2, 20))
    crowd.topics[0]?.dispose()
    await crowd.time.advance(5_000)
    crowd.watchWaits()
    await crowd.time.advance(10_000)
    expect(crowd.longestWaits.size).toBe(20)
    crowd.topics[1]?.dispose()
    await crowd.time.advance(1_000)
    expect([crowd.profile.heldCount(), crowd.profile.listeners.size, crowd.time.pendingCount]).toEqual([
      0, 0, 0,
    ])
  })

  it('survives whatever another script of the origin says on its channel', async () => {
    const crowd = await opened(new Crowd(1, 2))
    const [name = ''] = [...crowd.profile.listeners].map(listener => listener.name)
    const forged: unknown[] = [null, 1, 'x', [], {}, { type: 'slot-wanted' }]
    for (const waiting of [-1, 0, Number.NaN, '3', null])
      forged.push({ type: 'slot-wanted', tab: 'x', waiting })
    for (const message of forged) crowd.profile.say(name, message)
    const before = crowd.service.polls.length
    await crowd.time.advance(5_000)
    expect(crowd.service.polls.length).toBe(before)
    for (let tab = 0; tab < 500; tab++) {
      crowd.profile.say(name, { type: 'slot-wanted', tab: String(tab), waiting: Number.MAX_VALUE })
    }
    await crowd.time.advance(10_000)
    expect(crowd.service.polls.length - before).toBeLessThan(2 * 20)
  })
})
