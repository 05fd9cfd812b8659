import { describe, expect, it } from 'vitest'
import type { StreamFrame } from '../transport/transport.js'
import { type Cursor, mergeFrames } from './merge-frames.js'

const item = (page: number, sequence: number): StreamFrame => ({
  kind: 'item',
  page: BigInt(page),
  sequenceNumber: BigInt(sequence),
  payload: '',
})
const jump = (page: number, newSequence: number): StreamFrame => ({
  kind: 'discontinuity',
  page: BigInt(page),
  newSequence: BigInt(newSequence),
})
const heartbeat: StreamFrame = { kind: 'heartbeat' }
const at = (page: number, next: number): Cursor => ({ page: BigInt(page), next: BigInt(next) })

/** Deliveries in short: `1:4` an item, `1:4-6` a hole, `1:4-` one up to the end of its page. */
function merged(
  cursor: Cursor,
  frames: readonly StreamFrame[],
): { cursor: Cursor; deliveries: readonly string[] } {
  const { cursor: next, deliveries } = mergeFrames(cursor, frames)
  const short = deliveries.map(delivery => {
    if (delivery.kind === 'item') return `${delivery.page}:${delivery.sequenceNumber}`
    return `${delivery.page}:${delivery.from}-${delivery.to === 'end-of-page' ? '' : delivery.to}`
  })
  return { cursor: next, deliveries: short }
}

describe('mergeFrames', () => {
  it.each([
    ['the first position is no hole', 'latest', [jump(3, 9)], [], at(3, 10)],
    [
      'without any, the first item is the position',
      'latest',
      [item(3, 9), item(3, 10)],
      ['3:9', '3:10'],
      at(3, 11),
    ],
    ['items in order', at(3, 4), [item(3, 4), item(3, 5)], ['3:4', '3:5'], at(3, 6)],
    ['nothing twice', at(3, 4), [item(3, 2), item(3, 3), item(3, 4), item(3, 4)], ['3:4'], at(3, 5)],
    ['heartbeats are nothing', at(3, 4), [heartbeat, item(3, 4), heartbeat], ['3:4'], at(3, 5)],
    [
      'a discontinuity on the same page is a hole up to it',
      at(3, 4),
      [jump(3, 6), item(3, 7)],
      ['3:4-6', '3:7'],
      at(3, 8),
    ],
    [
      'the item it names counts, if it comes next',
      at(3, 4),
      [jump(3, 6), item(3, 6), item(3, 7)],
      ['3:4-5', '3:6', '3:7'],
      at(3, 8),
    ],
    ['also at the first position', 'latest', [jump(3, 6), item(3, 6)], ['3:6'], at(3, 7)],
    ['but not later', at(3, 4), [jump(3, 6), item(3, 7), item(3, 6)], ['3:4-6', '3:7'], at(3, 8)],
    ['and not twice', at(3, 7), [jump(3, 6), item(3, 6), item(3, 7)], ['3:7'], at(3, 8)],
    ['a discontinuity to where we are is no hole', at(3, 4), [jump(3, 3), item(3, 4)], ['3:4'], at(3, 5)],
    ['numbers never go back within a page', at(3, 4), [jump(3, 1), item(3, 2)], [], at(3, 4)],
    ['a hole without a discontinuity is a hole', at(3, 4), [item(3, 6)], ['3:4-5', '3:6'], at(3, 7)],
    ['a new page ends the old one', at(3, 4), [jump(9, 0), item(9, 1)], ['3:4-', '9:1'], at(9, 2)],
    [
      'what is gone of a new page is a hole too',
      at(3, 4),
      [jump(9, 5), item(9, 6)],
      ['3:4-', '9:1-5', '9:6'],
      at(9, 7),
    ],
    ['a new page without a discontinuity is one', at(3, 4), [item(9, 1)], ['3:4-', '9:1'], at(9, 2)],
    [
      'equal numbers on another page are other items',
      at(3, 4),
      [jump(2, 2), item(2, 3), item(2, 4)],
      ['3:4-', '2:1-2', '2:3', '2:4'],
      at(2, 5),
    ],
    ['nothing changes nothing', at(3, 4), [], [], at(3, 4)],
  ] as const)('%s', (_, cursor, frames, deliveries, next) => {
    expect(merged(cursor, frames)).toEqual({ deliveries, cursor: next })
  })
})
