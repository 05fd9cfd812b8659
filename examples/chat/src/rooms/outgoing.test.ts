import { SessionError, type TopicItem } from '@hallpass/core'
import { expect, test } from 'vitest'
import { type Outgoing, stillOutgoing, whyNotSent } from './outgoing.js'
import type { Message } from './room-topic.js'

const message: Message = { from: 'ada', text: 'hello', sentAt: 5 }
const outgoing: Outgoing = { id: 1, message, state: { status: 'sending' } }

function received(value: Message): TopicItem<Message> {
  return { kind: 'item', id: '1:1', page: 1n, sequenceNumber: 1n, receivedAt: 9, value }
}

test('a message is on its way until the room shows it', () => {
  expect(stillOutgoing([outgoing], [])).toEqual([outgoing])
  expect(stillOutgoing([outgoing], [received({ ...message })])).toEqual([])
})

test.each([
  { ...message, from: 'grace' },
  { ...message, text: 'hello again' },
  { ...message, sentAt: 6 },
])('%o is another message', other => {
  expect(stillOutgoing([outgoing], [received(other)])).toEqual([outgoing])
})

test('what may have arrived is not called lost', () => {
  expect(whyNotSent(new SessionError({ code: 'unavailable', retryAt: 0 }))).toContain('may or may not')
})

test('a code without words of its own has some', () => {
  expect(whyNotSent(new SessionError({ code: 'capability-missing' }))).toBe('It could not be sent.')
})
