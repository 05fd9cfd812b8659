import type { TopicConnection, TopicItem, TopicSnapshot } from '@hallpass/core'
import { expect, test } from 'vitest'
import { topicResult, wasOpened } from './topic-result.js'

const item: TopicItem<string> = {
  id: '1:1',
  page: 1n,
  sequenceNumber: 1n,
  receivedAt: 0,
  kind: 'item',
  value: 'a',
}
const open: TopicConnection = { status: 'open', position: 'known' }
const reconnecting: TopicConnection = { status: 'reconnecting', retryAt: 1, attempts: 1 }
const signedOut: TopicConnection = { status: 'closed', code: 'signed-out' }

test.each([
  ['pending', 'nothing is known yet', { status: 'connecting' }, [], false, undefined],
  ['pending', 'it was never open', reconnecting, [], false, undefined],
  ['success', 'it is open and empty', open, [], true, []],
  ['success', 'it was open and is empty', { status: 'queued' }, [], true, []],
  ['success', 'there are items, whatever goes on', { status: 'idle' }, [item], false, [item]],
  ['error', 'it was closed before anything came', signedOut, [], false, undefined],
  ['error', 'it was closed, and what came before stays', signedOut, [item], false, [item]],
] as const)('%s: %s', (status, _, connection, items, opened, data) => {
  expect(resultOf(connection, items, opened)).toMatchObject({ status, data, connection })
})

test.each([
  'signed-out',
  'denied',
  'not-permitted',
  'misconfigured',
  'endpoint-not-allowed',
  'capability-missing',
  'rejected',
  'disposed',
] as const)('a topic closed with %s has an error of that code', code => {
  expect(resultOf({ status: 'closed', code }, [], false).error?.code).toBe(code)
})

test.each([
  ['opens', false, open, true],
  ['stays opened while it waits for its turn', true, { status: 'queued' }, true],
  ['stays opened while it reconnects', true, reconnecting, true],
  ['is not opened by waiting', false, { status: 'connecting' }, false],
  ['begins anew once it was closed', true, signedOut, false],
  ['begins anew once nobody followed it', true, { status: 'idle' }, false],
] as const)('a topic %s', (_, before, connection, after) => {
  expect(wasOpened(before, connection)).toBe(after)
})

function resultOf(connection: TopicConnection, items: TopicSnapshot<string>['items'], opened: boolean) {
  return topicResult({ items, connection, gap: undefined }, opened, shown => shown)
}
