import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { FakeService } from '../test-support/topic/fake-service.js'
import { FakeProfile, FakeTab } from '../test-support/topic/fake-tab.js'
import { FakeTime } from '../test-support/topic/fake-time.js'
import { defineCacheItem } from './cache/define-cache-item.js'
import { json } from './codec/json.js'
import { createSession, type Session } from './create-session.js'
import type { Environment } from './environment/environment.js'
import type { SessionEvent } from './session/events.js'
import { defineTopic } from './topic/define-topic.js'
import type { TopicClient } from './topic/topic-client.js'

const Message = z.object({ text: z.string() })
const room = defineTopic({
  cache: 'chat',
  topic: (name: string, floor: number) => `room-${name}-${floor}`,
  codec: json(Message),
})
const plain = defineTopic({ cache: 'chat', topic: () => 'plain' })
const profile = defineCacheItem({ cache: 'profiles', key: (user: string) => user, codec: json(Message) })

const never = () => new Promise<never>(() => {})

class Start {
  readonly time = new FakeTime()
  readonly tab = new FakeTab(this.time, new FakeProfile(), 1)
  readonly service = new FakeService(this.time)
  readonly given: Environment[] = []
  readonly environment = {
    ...this.tab.environment,
    storage: { open: () => ({ read: never, transact: never, keys: never, destroy: never, close: () => {} }) },
  }
  readonly session: Session = createSession({
    id: 'test',
    source: async () => ({ access_token: 'opaque-token', token_type: 'Bearer', expires_in: 3600 }),
    storage: 'memory',
    environment: this.environment,
    transport: environment => {
      this.given.push(environment)
      return this.service.transport
    },
  })
}

describe('createSession', () => {
  it('starts nothing by itself', () => {
    const start = new Start()
    start.session.topic(room, 'a', 1)
    start.session.cache(profile)
    expect([start.time.pendingCount, start.tab.listenerCount]).toEqual([0, 0])
    expect(start.session.id).toBe('test')
  })

  it('names topics and their caches by definition or by name', () => {
    const { session } = new Start()
    expect(session.topic(room, 'a', 1)).toMatchObject({ cache: 'chat', topic: 'room-a-1' })
    expect(session.topic('chat', 'b')).toMatchObject({ cache: 'chat', topic: 'b' })
    expect(session.cache(profile).cache).toBe('profiles')
    expect(session.cache('raw').cache).toBe('raw')
  })

  it('is typed by what was defined', () => {
    const { session } = new Start()
    expectTypeOf(session.topic(room, 'a', 1)).toEqualTypeOf<TopicClient<{ text: string }>>()
    expectTypeOf(session.topic(plain)).toEqualTypeOf<TopicClient<string>>()
    expectTypeOf(session.topic('chat', 'b')).toEqualTypeOf<TopicClient<string | Uint8Array>>()
    expectTypeOf(session.cache(profile).get).returns.resolves.toEqualTypeOf<{ text: string } | undefined>()
    // @ts-expect-error the floor is missing
    session.topic(room, 'a')
  })

  it('makes its transport of the environment', () => {
    const { given, tab } = new Start()
    expect(given).toMatchObject([{ random: tab.random }])
  })

  it('tells of tokens and topics in one stream, in order', async () => {
    const start = new Start()
    const heard: SessionEvent[] = []
    start.session.subscribe(event => heard.push(event))
    const client = start.session.topic(plain)
    client.subscribe()
    await start.time.advance(5_000)
    start.service.publish('plain', 'a')
    await start.time.advance(100)
    expect(client.snapshot().items).toMatchObject([{ kind: 'item', value: 'a' }])
    expect(heard.map(({ type }) => type)).toEqual(['token-issued', 'stream-opened'])
    expect(heard.at(-1)).toEqual({
      type: 'stream-opened',
      cache: 'chat',
      topic: 'plain',
      at: expect.any(Number),
      tab: heard[0]?.tab,
    })
  })

  it('disposing twice is disposing once, and what comes after says so', async () => {
    const { session } = new Start()
    session.dispose()
    session.dispose()
    await expect(session.topic(plain).publish('a')).rejects.toMatchObject({ code: 'disposed' })
    await expect(session.cache('c').get('k')).rejects.toMatchObject({ code: 'disposed' })
  })
})
