import { describe, expect, it } from 'vitest'
import { createVirtualTime } from '../../test-support/virtual-time.js'
import { createMemoryEngine, sweepIntervalMs } from './memory-engine.js'
import type { TopicMessage } from './topic-frame.js'

const bytes = (text: string) => Buffer.from(text)
const message = (text: string): TopicMessage => ({ value: { kind: 'text', text }, publisherId: undefined })
const room = { cache: 'chat', topic: 'room' }
const ada = { cache: 'profiles', key: bytes('ada') }

describe('cache items', () => {
  it('lives exactly as long as its ttl', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    await engine.writeItem(ada, bytes('1'), 5_000)
    time.advance(4_999)
    expect(await engine.readItem(ada)).toEqual(bytes('1'))
    time.advance(1)
    expect(await engine.readItem(ada)).toBeUndefined()
  })

  it('starts a new life with every write', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    await engine.writeItem(ada, bytes('1'), 5_000)
    time.advance(4_000)
    await engine.writeItem(ada, bytes('2'), 5_000)
    time.advance(4_000)
    expect(await engine.readItem(ada)).toEqual(bytes('2'))
  })

  it('does not mind the wall clock', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    await engine.writeItem(ada, bytes('1'), 5_000)
    time.setWallClock(time.clock.now() + 3_600_000)
    expect(await engine.readItem(ada)).toEqual(bytes('1'))
  })

  it('is gone once deleted, and deleting what is not there is fine', async () => {
    const engine = createMemoryEngine(createVirtualTime())
    await engine.writeItem(ada, bytes('1'), 5_000)
    await engine.deleteItem(ada)
    await engine.deleteItem(ada)
    expect(await engine.readItem(ada)).toBeUndefined()
  })

  it.each([
    ['another cache', { cache: 'profile', key: bytes('sada') }],
    ['the same bytes split elsewhere', { cache: 'profilesa', key: bytes('da') }],
    ['another case', { cache: 'profiles', key: bytes('Ada') }],
    ['other bytes', { cache: 'profiles', key: Uint8Array.of(0x61, 0x64, 0xe1) }],
  ])('is not found under %s', async (_what, item) => {
    const engine = createMemoryEngine(createVirtualTime())
    await engine.writeItem(ada, bytes('1'), 5_000)
    expect(await engine.readItem(item)).toBeUndefined()
  })
})

describe('topics', () => {
  it('numbers messages from 1 on a page of its first use', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    const positions = [await engine.publish(room, message('a')), await engine.publish(room, message('b'))]
    const page = time.clock.now()
    expect(positions).toEqual([
      { page, sequence: 1n },
      { page, sequence: 2n },
    ])
  })

  it('makes a topic when it is first subscribed to', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    const page = time.clock.now()
    await engine.readTopic(room, { page: 0, sequence: 0n })
    time.advance(1_000)
    expect(await engine.publish(room, message('a'))).toEqual({ page, sequence: 1n })
  })

  it('gives no page twice, also to topics of one millisecond or when the wall clock goes back', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    const pages: number[] = []
    for (const topic of ['a', 'b', 'c', 'd']) {
      pages.push((await engine.publish({ cache: 'chat', topic }, message(''))).page)
      if (topic === 'b') time.setWallClock(time.clock.now() - 60_000)
    }
    expect(pages).toEqual([...new Set(pages)].sort((a, b) => a - b))
  })

  it('has another page after a restart', async () => {
    const time = createVirtualTime()
    const before = await createMemoryEngine(time).publish(room, message('a'))
    time.advance(1)
    const after = await createMemoryEngine(time).publish(room, message('a'))
    expect(after.page).toBeGreaterThan(before.page)
  })

  it('wakes everybody who waits, once there is something', async () => {
    const engine = createMemoryEngine(createVirtualTime())
    const { page } = await engine.publish(room, message('a'))
    const reads = [1, 2].map(() => engine.readTopic(room, { page, sequence: 2n }))
    const waits = (await Promise.all(reads)).map(read => read.state === 'waiting' && read.changed)
    await engine.publish(room, message('b'))
    await expect(Promise.all(waits)).resolves.toEqual([undefined, undefined])
    expect(await engine.readTopic(room, { page, sequence: 2n })).toMatchObject({
      frames: [{ sequence: 2n, value: { text: 'b' } }],
    })
  })

  it.each([
    ['another topic', { cache: 'chat', topic: 'room2' }],
    ['another cache', { cache: 'cha', topic: 'troom' }],
  ])('wakes nobody for a message to %s', async (_what, other) => {
    const engine = createMemoryEngine(createVirtualTime())
    const { page } = await engine.publish(room, message('a'))
    const read = await engine.readTopic(room, { page, sequence: 2n })
    let woken = false
    if (read.state === 'waiting') void read.changed.then(() => (woken = true))
    await engine.publish(other, message('b'))
    await Promise.resolve()
    expect([read.state, woken]).toEqual(['waiting', false])
  })

  it('keeps no more messages than told', async () => {
    const engine = createMemoryEngine({ ...createVirtualTime(), history: { count: 2 } })
    const { page } = await engine.publish(room, message('a'))
    await engine.publish(room, message('b'))
    await engine.publish(room, message('c'))
    expect(await engine.readTopic(room, { page, sequence: 1n })).toMatchObject({
      frames: [{ lastSequence: 0n, newSequence: 1n }, { sequence: 2n }, { sequence: 3n }],
      positionsLost: 1,
    })
  })

  it('keeps messages no longer than told', async () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine({ ...time, history: { ageMs: 1_000 } })
    const { page } = await engine.publish(room, message('a'))
    time.advance(600)
    await engine.publish(room, message('b'))
    time.advance(400)
    expect(await engine.readTopic(room, { page, sequence: 1n })).toMatchObject({
      frames: [{ lastSequence: 0n, newSequence: 1n }, { sequence: 2n }],
    })
  })
})

describe('createMemoryEngine', () => {
  it('sweeps until it is stopped', () => {
    const time = createVirtualTime()
    const engine = createMemoryEngine(time)
    time.advance(3 * sweepIntervalMs)
    expect(time.armed).toBe(1)
    engine.stop()
    expect(time.armed).toBe(0)
  })

  it.each([{ count: 0 }, { count: 1.5 }, { count: Number.NaN }, { ageMs: 0 }, { ageMs: -1 }])(
    'refuses history limits that keep nothing: %o',
    history => {
      expect(() => createMemoryEngine({ ...createVirtualTime(), history })).toThrow(TypeError)
    },
  )
})
