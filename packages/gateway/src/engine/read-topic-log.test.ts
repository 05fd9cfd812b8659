import { describe, expect, it } from 'vitest'
import { answerLimits, readTopicLog } from './read-topic-log.js'
import type { TopicFrame } from './topic-frame.js'
import { appendMessage, createTopicLog, forgetOldMessages, type TopicLog } from './topic-log.js'

const page = 1_900_000_000_000

/** A log that gave `published` numbers and still has the last `kept` of them. */
function logOf(published: number, kept: number, text = 'x'): TopicLog {
  const log = createTopicLog(page)
  for (let count = 0; count < published; count += 1) {
    appendMessage(log, { value: { kind: 'text', text }, publisherId: undefined }, 0)
  }
  forgetOldMessages(log, { count: kept, ageMs: 1 }, 0)
  return log
}

/** `5` is item 5, `0>4` a discontinuity from 0 to 4. */
function summary(frame: TopicFrame): number | string {
  return frame.kind === 'item' ? Number(frame.sequence) : `${frame.lastSequence}>${frame.newSequence}`
}

const otherPage = page - 1

describe('readTopicLog', () => {
  it.each([
    // what, published, kept, asked page, asked number, told, lost
    ['no position, empty topic: page and head', 0, 0, 0, 0n, ['0>0'], 0],
    ['no position, history there: nothing replayed', 5, 5, 0, 0n, ['0>5'], 0],
    ['everything from the first', 3, 3, page, 1n, [1, 2, 3], 0],
    ['the rest', 5, 5, page, 4n, [4, 5], 0],
    ['the oldest still there', 5, 2, page, 4n, [4, 5], 0],
    ['one number too late', 5, 2, page, 3n, ['2>3', 4, 5], 1],
    ['all but the newest gone', 9, 1, page, 2n, ['1>8', 9], 7],
    ['all history gone', 5, 0, page, 2n, ['1>5'], 4],
    ['a number not given yet', 5, 5, page, 7n, ['6>5'], 0],
    ['a number far ahead', 5, 5, page, 9_007_199_254_740_991n, ['9007199254740990>5'], 0],
    ['number 0 of this page', 5, 5, page, 0n, ['0>5'], 0],
    ['number 0 of this page, empty topic', 0, 0, page, 0n, ['0>0'], 0],
    ['another page, whole history', 3, 3, otherPage, 8n, ['7>0', 1, 2, 3], 0],
    ['another page, part of history', 5, 2, otherPage, 8n, ['7>3', 4, 5], 3],
    ['another page, nothing published', 0, 0, otherPage, 8n, ['7>0'], 0],
    ['another page, number 0', 2, 2, otherPage, 0n, ['0>0', 1, 2], 0],
    ['a number but no page', 2, 2, 0, 2n, ['1>0', 1, 2], 0],
    ['a page from the future', 1, 1, page + 1, 2n, ['1>0', 1], 0],
  ])('%s', (_what, published, kept, askedPage, sequence, told, lost) => {
    const read = readTopicLog(logOf(published, kept), { page: askedPage, sequence })
    expect(read.state === 'frames' && read.frames.map(summary)).toEqual(told)
    expect(read.state === 'frames' && read.positionsLost).toBe(lost)
  })

  it.each([
    ['after the head', 5, 5, 6n],
    ['on an empty topic', 0, 0, 1n],
    ['after a head that is history', 5, 0, 6n],
  ])('has nothing to tell %s', (_where, published, kept, sequence) => {
    expect(readTopicLog(logOf(published, kept), { page, sequence })).toEqual({ state: 'caught-up' })
  })

  it('names this page in every frame', () => {
    const read = readTopicLog(logOf(5, 2), { page: otherPage, sequence: 2n })
    const pages =
      read.state === 'frames' && read.frames.map(each => ('newPage' in each ? each.newPage : each.page))
    expect(pages).toEqual([page, page, page])
  })

  it('answers with a bounded number of items, from the first due on', () => {
    const read = readTopicLog(logOf(1200, 1200), { page, sequence: 101n })
    const items = read.state === 'frames' ? read.frames.map(summary) : []
    expect([items.length, items[0], items.at(-1)]).toEqual([answerLimits.items, 101, 600])
  })

  it.each([
    [answerLimits.bytes / 4, 4],
    [answerLimits.bytes / 4 + 1, 3],
    [answerLimits.bytes + 1, 1],
  ])('answers with a bounded number of bytes, never with none: %d each', (byteLength, items) => {
    const read = readTopicLog(logOf(6, 6, 'x'.repeat(byteLength)), { page, sequence: 1n })
    expect(read.state === 'frames' && read.frames.length).toBe(items)
  })
})
