import type { Gap, TopicItem } from '@hallpass/core'
import { expect, test } from 'vitest'
import { type LogLine, logLines } from './log-lines.js'
import type { Message } from './room-topic.js'

function item(
  sequenceNumber: bigint,
  from: string,
  sentAt = 0,
): TopicItem<Message> & { readonly kind: 'item' } {
  const value = { from, text: `${from} ${sequenceNumber}`, sentAt }
  return { kind: 'item', id: `1:${sequenceNumber}`, page: 1n, sequenceNumber, receivedAt: 0, value }
}

function gap(after: string | undefined): Gap {
  return { page: 1n, from: 2n, to: 3n, at: 0, after }
}

function inWords(line: LogLine): string {
  if (line.kind === 'message') return `${line.message.text}${line.follows ? ' (follows)' : ''}`
  return line.kind
}

test('a gap stands after the last message that came before it', () => {
  const lines = logLines([item(1n, 'ada'), item(4n, 'grace')], [gap('1:1')])
  expect(lines.map(inWords)).toEqual(['ada 1', 'gap', 'grace 4'])
})

test('a gap before the first message stands on top', () => {
  expect(logLines([item(4n, 'ada')], [gap(undefined)]).map(inWords)).toEqual(['gap', 'ada 4'])
})

test('a gap whose place has left the log is left out', () => {
  expect(logLines([item(9n, 'ada')], [gap('1:1')]).map(inWords)).toEqual(['ada 9'])
})

test('a message follows one by the same person, unless a gap lies between', () => {
  const items = [item(1n, 'ada'), item(4n, 'ada'), item(5n, 'ada'), item(6n, 'grace')]
  expect(logLines(items, [gap('1:1')]).map(inWords)).toEqual([
    'ada 1',
    'gap',
    'ada 4',
    'ada 5 (follows)',
    'grace 6',
  ])
})

test('after a pause it is said again who speaks', () => {
  const lines = logLines([item(1n, 'ada', 0), item(2n, 'ada', 119_999), item(3n, 'ada', 240_000)], [])
  expect(lines.map(inWords)).toEqual(['ada 1', 'ada 2 (follows)', 'ada 3'])
})

test('a message that does not parse is a line of its own', () => {
  const unreadable = { kind: 'undecodable', id: '1:2', page: 1n, sequenceNumber: 2n, receivedAt: 0 } as const
  expect(logLines([item(1n, 'ada'), unreadable, item(3n, 'ada')], []).map(inWords)).toEqual([
    'ada 1',
    'unreadable',
    'ada 3',
  ])
})

test('the token says who wrote, whatever the message claims', () => {
  const claimed = { ...item(1n, 'ada'), publisherId: 'mallory' }
  expect(logLines([claimed], [])).toMatchObject([{ message: { from: 'mallory' } }])
})
