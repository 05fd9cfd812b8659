import { describe, expect, it } from 'vitest'
import { text } from '../codec/text.js'
import type { Delivery, ItemFrame } from './merge-frames.js'
import { eventsFrom, SNAPSHOT_ITEMS, snapshotWith } from './topic-events.js'
import { emptySnapshot } from './topic-log.js'

const item = (sequenceNumber: bigint, payload: string | undefined = 'a'): ItemFrame => ({
  kind: 'item',
  page: 3n,
  sequenceNumber,
  payload,
  publisherId: 'ada',
})
const missed: Delivery = { kind: 'missed', page: 3n, from: 2n, to: 4n }
const reception = { codec: text, now: 9, lastId: '2:9' }

describe('eventsFrom', () => {
  it('gives items their names and the moment they came', () => {
    const [event] = eventsFrom([item(5n)], reception)
    const position = { id: '3:5', page: 3n, sequenceNumber: 5n, receivedAt: 9, publisherId: 'ada' }
    expect(event).toEqual({ type: 'item', item: { ...position, kind: 'item', value: 'a' } })
  })

  it('says of each gap after which item it lies', () => {
    const gaps = (deliveries: readonly Delivery[], lastId?: string) =>
      eventsFrom(deliveries, { ...reception, lastId }).flatMap(event =>
        event.type === 'item' ? [] : [event.gap.after],
      )
    expect(gaps([missed])).toEqual([undefined])
    expect(gaps([missed, item(5n), missed], '2:9')).toEqual(['2:9', '3:5'])
  })

  it('an item without a payload, or with a codec that throws, is undecodable', () => {
    const decode = (): never => {
      throw new Error('mine')
    }
    const codec = { ...text, decode }
    expect(eventsFrom([{ ...item(5n), payload: undefined }], reception)).toMatchObject([
      { item: { kind: 'undecodable' } },
    ])
    expect(eventsFrom([item(5n)], { ...reception, codec })).toMatchObject([{ item: { kind: 'undecodable' } }])
  })
})

describe('snapshotWith', () => {
  it('keeps the last items and the last gap', () => {
    const many = Array.from({ length: SNAPSHOT_ITEMS + 1 }, (_, index) => item(BigInt(index)))
    const full = snapshotWith(emptySnapshot, eventsFrom([missed, ...many], reception))
    expect([full.items.length, full.items[0]?.id, full.gap?.from]).toEqual([200, '3:1', 2n])
    const later = snapshotWith(full, eventsFrom([item(900n)], reception))
    expect([later.items.length, later.gap]).toEqual([200, full.gap])
  })
})
