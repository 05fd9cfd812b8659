import { describe, expect, it } from 'vitest'
import { activeSession, fakeToken } from '../../test-support/topic/fake-tokens.js'
import { opened, valuesOf, World } from '../../test-support/topic/world.js'

const room = { cache: 'chat', topic: 'room' }
describe('following a topic', () => {
  it('opens at the head, says so once, and delivers what comes after in order', async () => {
    const world = new World()
    world.service.publish('room', 'before')
    const { client } = await opened(world)
    expect(client.snapshot()).toEqual({
      items: [],
      connection: { status: 'open', position: 'known' },
      gap: undefined,
    })
    for (const message of ['a', 'b']) world.service.publish('room', message)
    await world.time.advance(20)
    world.service.publish('room', 'c')
    await world.time.advance(20)
    expect(valuesOf(client)).toEqual(['a', 'b', 'c'])
    expect(client.snapshot().items.map(({ id }) => id)).toEqual(['7:2', '7:3', '7:4'])
    expect(world.announced).toEqual([{ type: 'stream-opened', ...room }])
  })

  it('goes from idle over connecting to open, and to nothing else', async () => {
    const world = new World()
    const client = world.client()
    const seen = new Set([client.snapshot().connection.status])
    client.observe(() => seen.add(client.snapshot().connection.status))
    client.subscribe()
    await world.time.advance(60_000)
    expect([...seen]).toEqual(['idle', 'connecting', 'open'])
  })

  it('ends a quiet poll after 25 s and goes straight on from the same position', async () => {
    const { world } = await opened()
    await world.time.advance(60_000)
    const positions = world.service.polls.map(({ at }) => at)
    expect(positions[0]).toBe('latest')
    expect(positions.slice(1)).toEqual(positions.slice(1).map(() => ({ page: 7n, next: 1n })))
    expect(positions.length).toBe(4)
  })

  it('never asks a service that answers at once with nothing more than four times a second', async () => {
    const world = new World()
    world.service.answersAtOnce = true
    world.client().subscribe()
    await world.time.advance(10_000)
    expect(world.service.polls.length).toBeLessThanOrEqual(41)
    expect(world.service.polls.length).toBeGreaterThan(30)
  })

  it('says that the position is unknown where the service keeps silent', async () => {
    const world = new World()
    world.service.latencyMs = 100_000
    const client = world.client()
    client.subscribe()
    await world.time.advance(1_900)
    expect(client.snapshot().connection).toEqual({ status: 'connecting' })
    await world.time.advance(200)
    expect(client.snapshot().connection).toEqual({ status: 'open', position: 'unknown' })
  })

  it('is closed where the transport has no turned streams', async () => {
    const world = new World()
    world.service.transport.can = new Set(['cache'])
    const client = world.client()
    client.subscribe()
    await world.time.advance(10)
    expect(client.snapshot().connection).toEqual({ status: 'closed', code: 'capability-missing' })
    expect(world.tokens.askedCount).toBe(0)
  })
})

describe('tokens', () => {
  it('a renewal ends the poll and the next one asks the same position with the new token: nothing shows', async () => {
    const { world, client } = await opened()
    let changes = 0
    client.observe(() => changes++)
    world.tokens.renew()
    await world.time.advance(10)
    expect(world.service.polls.at(-1)).toEqual({ topic: 'room', at: { page: 7n, next: 1n }, generation: 2 })
    expect(world.service.openPolls).toBe(1)
    expect(changes).toBe(0)
  })

  it('a refused token is reported and replaced at once, without a word', async () => {
    const { world, client } = await opened()
    world.service.failure = token => (token.generation === 1 ? { outcome: 'rejected' } : undefined)
    world.tab.networkComesBack()
    await world.time.advance(20)
    expect(world.tokens.rejectedTokens).toEqual(
      [fakeToken(1)].map(() => expect.objectContaining({ generation: 1 })),
    )
    expect(world.service.polls.at(-1)?.generation).toBe(2)
    expect(client.snapshot().connection.status).toBe('open')
    expect(world.announcedTypes()).toEqual(['stream-opened'])
  })

  it('a service that refuses every token is asked ever more seldom', async () => {
    const { world, client } = await opened()
    world.service.failure = () => ({ outcome: 'rejected' })
    world.tokens.successor = undefined
    world.tab.networkComesBack()
    const before = world.service.polls.length
    await world.time.advance(60_000)
    expect(world.service.polls.length - before).toBeLessThan(14)
    expect(client.snapshot().connection.status).toBe('reconnecting')
    expect(world.announced).toContainEqual({ type: 'stream-lost', ...room, cause: 'rejected' })
  })

  it('is closed where the token does not permit it, until there is another token', async () => {
    const { world, client } = await opened()
    world.service.failure = token => (token.generation < 3 ? { outcome: 'not-permitted' } : undefined)
    world.tab.networkComesBack()
    await world.time.advance(600_000)
    expect(client.snapshot().connection).toEqual({ status: 'closed', code: 'not-permitted' })
    const before = world.service.polls.length
    world.tokens.change()
    await world.time.advance(60_000)
    expect(world.service.polls.length).toBe(before)
    world.tokens.change(() => {
      world.tokens.token = fakeToken(3)
    })
    await world.time.advance(2_100)
    expect(client.snapshot().connection.status).toBe('open')
  })

  it('waits until a token is to be had again', async () => {
    const { world, client } = await opened()
    world.tokens.problem = { code: 'unavailable', retryAt: world.time.clock.now() + 40_000 }
    world.tab.networkComesBack()
    await world.time.advance(10)
    const asked = world.tokens.askedCount
    expect(client.snapshot().connection).toMatchObject({ status: 'reconnecting', attempts: 1 })
    await world.time.advance(39_000)
    expect(world.tokens.askedCount).toBe(asked)
    world.tokens.change(() => {
      world.tokens.problem = undefined
      world.tokens.token = fakeToken(2)
    })
    await world.time.advance(2_100)
    expect(client.snapshot().connection.status).toBe('open')
  })

  it.each(['denied', 'misconfigured', 'not-permitted', 'signed-out'] as const)(
    'is closed as %s when the store says so',
    async code => {
      const world = new World()
      world.tokens.problem = code === 'denied' ? { code, askAgainAt: 0 } : { code }
      const client = world.client()
      client.subscribe()
      await world.time.advance(1_000)
      expect(client.snapshot().connection).toEqual({ status: 'closed', code })
      expect(world.tokens.askedCount).toBe(1)
    },
  )
})

describe('identity', () => {
  it('shows another user nothing of the one before, and starts anew', async () => {
    const { world, client } = await opened()
    world.service.publish('room', 'for ada')
    await world.time.advance(20)
    expect(valuesOf(client)).toEqual(['for ada'])
    world.tokens.change(() => {
      world.tokens.session = { status: 'signed-out', epoch: 2 }
      world.tokens.problem = { code: 'signed-out' }
    })
    await world.time.advance(10_000)
    expect(client.snapshot()).toEqual({
      items: [],
      connection: { status: 'closed', code: 'signed-out' },
      gap: undefined,
    })
    world.service.publish('room', 'for nobody')
    world.tokens.change(() => {
      world.tokens.session = activeSession(3)
      world.tokens.problem = undefined
      world.tokens.token = fakeToken(1)
    })
    await world.time.advance(300)
    world.service.publish('room', 'for bob')
    await world.time.advance(20)
    expect(valuesOf(client)).toEqual(['for bob'])
    expect(client.snapshot().gap).toBeUndefined()
  })

  it('goes on where a visitor signs in without a new epoch', async () => {
    const world = new World()
    world.tokens.problem = { code: 'signed-out' }
    world.tokens.session = { status: 'signed-out', epoch: 1 }
    const client = world.client()
    client.subscribe()
    await world.time.advance(100)
    world.tokens.change(() => {
      world.tokens.problem = undefined
      world.tokens.session = activeSession(1)
    })
    await world.time.advance(300)
    expect(client.snapshot().connection.status).toBe('open')
  })
})
