import { describe, expect, it } from 'vitest'
import { opened, valuesOf, World } from '../../test-support/topic/world.js'
import { json } from '../codec/json.js'
import type { TopicEvent } from './topic-client.js'

const room = { cache: 'chat', topic: 'room' }

describe('continuity', () => {
  it('a failed poll loses nothing: it goes on where it was, and says how much came meanwhile', async () => {
    const { world, client } = await opened()
    world.service.failure = () => ({ outcome: 'unavailable' })
    world.service.publish('room', 'a')
    await world.time.advance(20)
    world.tab.networkComesBack()
    await world.time.advance(10)
    expect(client.snapshot().connection).toMatchObject({ status: 'reconnecting' })
    for (const message of ['b', 'c']) world.service.publish('room', message)
    world.service.failure = undefined
    await world.time.advance(5_000)
    expect(valuesOf(client)).toEqual(['a', 'b', 'c'])
    expect(world.announced).toEqual([
      { type: 'stream-opened', ...room },
      { type: 'stream-lost', ...room, cause: 'unavailable' },
      { type: 'stream-resumed', ...room, replayed: 2, missed: 0n },
    ])
  })

  it('obeys the pause a failed poll asks for, unless the network came back', async () => {
    const { world } = await opened()
    world.service.failure = () => ({ outcome: 'unavailable', retryAfterMs: 20_000 })
    world.tab.networkComesBack()
    await world.time.advance(10)
    const before = world.service.polls.length
    await world.time.advance(19_000)
    expect(world.service.polls.length).toBe(before)
    world.tab.networkComesBack()
    await world.time.advance(10)
    expect(world.service.polls.length).toBe(before + 1)
  })

  it('a paused tab holds neither slot nor poll, and goes on from the same position when it wakes', async () => {
    const world = new World()
    world.service.pool = { origin: 'https://service.example', size: 4 }
    const { client } = await opened(world)
    world.tab.lives('app-is-pausing')
    await world.time.advance(10)
    expect([world.profile.heldCount(), world.service.openPolls]).toEqual([0, 0])
    world.service.publish('room', 'a')
    await world.time.advance(600_000)
    expect(valuesOf(client)).toEqual([])
    world.tab.lives('app-woke')
    await world.time.advance(100)
    expect(valuesOf(client)).toEqual(['a'])
    expect(world.announced.slice(1)).toEqual([
      { type: 'stream-lost', ...room, cause: 'paused' },
      { type: 'stream-resumed', ...room, replayed: 1, missed: 0n },
    ])
  })

  it('tells of positions the service no longer had, to everybody and in its place', async () => {
    const { world, client } = await opened()
    const heard: TopicEvent<string>[] = []
    client.subscribe(event => heard.push(event))
    world.service.publish('room', 'a')
    await world.time.advance(20)
    world.tab.lives('app-is-pausing')
    for (const message of ['b', 'c', 'd']) world.service.publish('room', message)
    world.service.trim('room', 4n)
    world.tab.lives('app-woke')
    await world.time.advance(100)
    const gap = { page: 7n, from: 2n, to: 3n, at: expect.any(Number), after: '7:1' }
    expect(valuesOf(client)).toEqual(['a', 'd'])
    expect(client.snapshot().gap).toEqual(gap)
    expect(heard.map(event => (event.type === 'item' ? event.item.id : event.gap))).toEqual([
      '7:1',
      gap,
      '7:4',
    ])
    expect(world.announced.slice(2)).toEqual([
      { type: 'stream-resumed', ...room, replayed: 1, missed: 2n },
      { type: 'discontinuity', ...room, page: 7n, from: 2n, to: 3n },
    ])
  })

  it('tells of a page that is gone, and misses nothing of the new one', async () => {
    const { world, client } = await opened()
    world.service.publish('room', 'a')
    await world.time.advance(20)
    world.service.restart()
    world.service.publish('room', 'b')
    await world.time.advance(100)
    expect(valuesOf(client)).toEqual(['a', 'b'])
    expect(client.snapshot().gap).toMatchObject({ page: 7n, from: 2n, to: 'end-of-page' })
    expect(world.announcedTypes()).toEqual(['stream-opened', 'discontinuity'])
  })
})

describe('sharing', () => {
  it('any number of subscribers share one stream, and late ones see what came before', async () => {
    const { world, client } = await opened()
    const others = [world.client(), world.client()]
    for (const other of others) other.subscribe()
    world.service.publish('room', 'a')
    await world.time.advance(20)
    expect(world.service.openPolls).toBe(1)
    expect([client, ...others].map(valuesOf)).toEqual([['a'], ['a'], ['a']])
    expect(others[0]?.snapshot()).toBe(client.snapshot())
  })

  it('topics and codecs each have a stream of their own', async () => {
    const { world } = await opened()
    world.client('other').subscribe()
    world.topics.client(room, json()).subscribe()
    await world.time.advance(300)
    expect(world.service.openPolls).toBe(3)
  })

  it('survives a remount, and closes a second after the last subscriber left', async () => {
    const { world, client, leave } = await opened()
    leave()
    leave()
    await world.time.advance(900)
    const leaveAgain = client.subscribe()
    await world.time.advance(5_000)
    expect([world.service.openPolls, world.service.polls.length]).toEqual([1, 2])
    leaveAgain()
    await world.time.advance(999)
    expect(world.service.openPolls).toBe(1)
    await world.time.advance(1)
    expect(client.snapshot()).toEqual({ items: [], connection: { status: 'idle' }, gap: undefined })
    expect(client.snapshot()).toBe(world.client('never followed').snapshot())
    expect([world.service.openPolls, world.tab.listenerCount, world.tokens.observerCount]).toEqual([0, 0, 0])
    expect([world.time.pendingCount, world.profile.listeners.size]).toEqual([0, 0])
  })

  it('an observer stays with the topic while others come and go', async () => {
    const { world, client, leave } = await opened()
    const seen: string[] = []
    const stop = client.observe(() => seen.push(client.snapshot().connection.status))
    leave()
    await world.time.advance(2_000)
    const leaveAgain = world.client().subscribe()
    await world.time.advance(300)
    expect(seen.filter((status, index) => status !== seen[index - 1])).toEqual([
      'open',
      'idle',
      'connecting',
      'open',
    ])
    leaveAgain()
    stop()
    await world.time.advance(2_000)
    expect(world.time.pendingCount).toBe(0)
  })

  it('a listener that throws keeps nobody else from hearing', async () => {
    const { world, client } = await opened()
    const heard: string[] = []
    const thrown = new Promise(resolve => process.once('unhandledRejection', resolve))
    client.subscribe(() => {
      throw new Error('mine')
    })
    client.subscribe(event => heard.push(event.type))
    world.service.publish('room', 'a')
    await world.time.advance(20)
    expect(heard).toEqual(['item'])
    expect(await thrown).toMatchObject({ message: 'mine' })
  })

  it('keeps the last 200 items, and the same snapshot until something changes', async () => {
    const { world, client } = await opened()
    for (let number = 1; number <= 250; number++) {
      world.service.publish('room', String(number))
      await world.time.advance(20)
    }
    const { items } = client.snapshot()
    expect([items.length, items.at(0)?.id, items.at(-1)?.id]).toEqual([200, '7:51', '7:250'])
    const before = client.snapshot()
    await world.time.advance(60_000)
    expect(client.snapshot()).toBe(before)
  })

  it('an item that does not fit keeps its place and is told of', async () => {
    const world = new World()
    const client = world.topics.client(room, json<number>())
    client.subscribe()
    await world.time.advance(300)
    for (const message of ['1', 'nonsense', '3']) world.service.publish('room', message)
    await world.time.advance(20)
    expect(client.snapshot().items.map(item => (item.kind === 'item' ? item.value : item.kind))).toEqual([
      1,
      'undecodable',
      3,
    ])
    expect(world.announced).toContainEqual({ type: 'item-undecodable', ...room, id: '7:2' })
  })

  it('dispose ends everything, also from inside a listener, and for good', async () => {
    const { world, client } = await opened()
    client.subscribe(() => world.topics.dispose())
    world.service.publish('room', 'a')
    await world.time.advance(20)
    world.topics.dispose()
    expect(client.snapshot().connection).toEqual({ status: 'closed', code: 'disposed' })
    await world.time.advance(60_000)
    expect([world.service.openPolls, world.tab.listenerCount, world.tokens.observerCount]).toEqual([0, 0, 0])
    expect(world.time.pendingCount).toBe(0)
  })
})
