import type { Gap, TopicItem } from '@hallpass/core'
import { skipToken } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { defineRoom, type Message, room } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { Seen } from '../test-support/seen.js'
import { useTopic } from './use-topic.js'

const gap: Gap = { page: 1n, from: 2n, to: 4n, at: 0, after: '1:1' }
const textOf = (item: TopicItem<Message>) => (item.kind === 'item' ? item.value.text : item.kind)
const message = (text: string) => JSON.stringify({ text })

test('it shows what is received and what is going on, on two axes', async () => {
  const world = new World()
  const topic = world.session.topicAt('chat', 'room-general')
  const { result } = world.hook(() => useTopic(room, 'general'))
  expect(result.current).toMatchObject({ status: 'pending', data: undefined, error: null })
  await happens(() => topic.connection({ status: 'open', position: 'known' }))
  expect(result.current).toMatchObject({ status: 'success', data: [], connection: { status: 'open' } })
  await happens(() => topic.deliver(message('a'), 'not JSON', message('b')))
  expect(result.current.data?.map(textOf)).toEqual(['a', 'undecodable', 'b'])
  await happens(() => topic.connection({ status: 'reconnecting', retryAt: 1, attempts: 1 }))
  expect(result.current).toMatchObject({ status: 'success', connection: { status: 'reconnecting' } })
})

test('a component mounted after the topic was closed sees the error', () => {
  const world = new World()
  world.session.topicAt('chat', 'room-general').connection({ status: 'closed', code: 'not-permitted' })
  const { result } = world.hook(() => useTopic(room, 'general'))
  expect(result.current).toMatchObject({ status: 'error', error: { code: 'not-permitted' } })
})

test('an empty topic stays known while it waits for its turn', async () => {
  const world = new World()
  const topic = world.session.topicAt('chat', 'room-general')
  const { result } = world.hook(() => useTopic(room, 'general'))
  await happens(() => topic.connection({ status: 'open', position: 'known' }))
  await happens(() => topic.connection({ status: 'queued' }))
  expect(result.current).toMatchObject({ status: 'success', data: [], connection: { status: 'queued' } })
})

test('a gap is shown and told', async () => {
  const world = new World()
  const onGap = vi.fn()
  const { result } = world.hook(() => useTopic(room, 'general', { onGap }))
  await happens(() => world.session.topicAt('chat', 'room-general').lose(gap))
  expect(result.current.gap).toEqual(gap)
  expect(onGap.mock.calls).toEqual([[gap]])
})

test('definitions, options and callbacks written inline never subscribe anew', async () => {
  const world = new World()
  const topic = world.session.topicAt('chat', 'room-general')
  const told: string[] = []
  const { rerender } = world.hook(
    ({ by }) =>
      useTopic(defineRoom(), `gen${'eral'}`, { onItem: item => told.push(`${by} ${textOf(item)}`) }),
    { initialProps: { by: 'first' } },
  )
  const { subscriptions } = topic
  await happens(() => topic.deliver(message('a')))
  rerender({ by: 'second' })
  await happens(() => topic.deliver(message('b')))
  expect(told).toEqual(['first a', 'second b'])
  expect(topic.subscriptions).toBe(subscriptions)
  expect(topic.following).toBe(1)
})

test('another argument follows another topic, and the first no longer', () => {
  const world = new World()
  const { rerender, result, unmount } = world.hook(({ name }) => useTopic(room, name), {
    initialProps: { name: 'general' },
  })
  world.session.topicAt('chat', 'room-random').connection({ status: 'open', position: 'known' })
  rerender({ name: 'random' })
  expect(result.current.status).toBe('success')
  const following = () =>
    ['general', 'random'].map(name => world.session.topicAt('chat', `room-${name}`).following)
  expect(following()).toEqual([0, 1])
  unmount()
  expect(following()).toEqual([0, 0])
})

test('skipToken in place of any argument follows nothing yet', () => {
  const world = new World()
  const { result, rerender } = world.hook(
    ({ name }: { name: string | undefined }) => [
      useTopic(room, name ?? skipToken),
      useTopic(name === undefined ? skipToken : 'chat', 'raw'),
    ],
    { initialProps: { name: undefined as string | undefined } },
  )
  expect(result.current.map(({ status, connection }) => [status, connection.status])).toEqual([
    ['pending', 'idle'],
    ['pending', 'idle'],
  ])
  const raw = world.session.topicAt('chat', 'raw')
  expect(raw.following).toBe(0)
  rerender({ name: 'general' })
  expect([raw.following, world.session.topicAt('chat', 'room-general').following]).toEqual([1, 1])
})

test('by name, items are text or bytes', async () => {
  const world = new World()
  const { result } = world.hook(() => useTopic('chat', 'raw', { limit: 1 }))
  await happens(() => world.session.topicAt('chat', 'raw').deliver('a', new Uint8Array([1])))
  expect(result.current.data).toMatchObject([{ value: new Uint8Array([1]) }])
})

test.each([
  [0, []],
  [2, ['b', 'c']],
  [9, ['a', 'b', 'c']],
])('a limit of %i shows %j', async (limit, expected) => {
  const world = new World()
  const { result } = world.hook(() => useTopic(room, 'general', { limit }))
  await happens(() => world.session.topicAt('chat', 'room-general').deliver(...['a', 'b', 'c'].map(message)))
  expect(result.current.data?.map(textOf)).toEqual(expected)
})

test('a component that selects renders again only when it comes to something else', async () => {
  const world = new World()
  const topic = world.session.topicAt('chat', 'room-general')
  topic.connection({ status: 'open', position: 'known' })
  const results: unknown[] = []
  const select = (items: readonly TopicItem<Message>[]) => ({
    long: items.filter(item => textOf(item).length > 1),
  })
  world.show(<Seen hook={() => useTopic(room, 'general', { select }).data} results={results} />)
  const before = results.length
  await happens(() => topic.deliver(message('a'), message('b')))
  await happens(() => topic.connection({ status: 'open', position: 'known' }))
  expect(results).toHaveLength(before)
  await happens(() => topic.deliver(message('long')))
  expect(results.at(-1)).toMatchObject({ long: [{ value: { text: 'long' } }] })
})

test('a select written inline makes no loop', async () => {
  const world = new World()
  const { result } = world.hook(() =>
    useTopic(room, 'general', { select: items => ({ count: items.length }) }),
  )
  await happens(() => world.session.topicAt('chat', 'room-general').deliver(message('a')))
  expect(result.current.data).toEqual({ count: 1 })
})
