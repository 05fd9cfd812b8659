import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StreamFrame } from '../transport/transport.js'
import { type Cursor, type Delivery, type ItemFrame, mergeFrames } from './merge-frames.js'

// A topic and one reader that polls it, under any schedule of publishing, forgetting, recreation, lost answers and
// repeated items. What the reader was handed is judged against everything that was published.

type Merge = typeof mergeFrames

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('forget' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'recreate' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'lose-answer' as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('poll' as const),
      repeated: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
interface Schedule {
  readonly steps: readonly Step[]
  /** Whether the service names, in a discontinuity, the number before what it goes on with, or that number itself. */
  readonly names: 'the-one-before' | 'the-next'
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 40 }),
  names: fc.constantFrom('the-one-before', 'the-next'),
})

/** Pages go down as well as up: they have no order. */
class Service {
  page = 50n
  oldest = 1n
  head = 0n
  readonly #names: Schedule['names']

  constructor(names: Schedule['names']) {
    this.#names = names
  }

  recreate(): void {
    this.page += this.page % 2n === 0n ? -3n : 5n
    this.oldest = 1n
    this.head = 0n
  }

  answer(at: Cursor, repeated: number, limit: number): readonly StreamFrame[] {
    if (at === 'latest') return [this.#jump(this.head)]
    const isHere = at.page === this.page
    const next = isHere ? at.next : 1n
    if (isHere && next >= this.oldest)
      return this.#items(later(this.oldest, next - BigInt(repeated)), limit + repeated)
    const isNamed = this.#names === 'the-next' && this.oldest <= this.head
    return [this.#jump(isNamed ? this.oldest : this.oldest - 1n), ...this.#items(this.oldest, limit)]
  }

  #jump(newSequence: bigint): StreamFrame {
    return { kind: 'discontinuity', page: this.page, newSequence }
  }

  #items(from: bigint, limit: number): readonly StreamFrame[] {
    const frames: StreamFrame[] = []
    for (let sequenceNumber = from; sequenceNumber <= this.head && frames.length < limit; sequenceNumber++) {
      frames.push({ kind: 'item', page: this.page, sequenceNumber, payload: '' })
    }
    return frames
  }
}

/** What is wrong with what the reader was handed, if anything. */
function fault({ steps, names }: Schedule, merge: Merge): string | undefined {
  const service = new Service(names)
  const published: string[] = []
  const lost = new Set<string>()
  const deliveries: Delivery[] = []
  let cursor: Cursor = 'latest'
  const poll = (repeated: number, limit: number): void => {
    const next: ReturnType<Merge> = merge(cursor, service.answer(cursor, repeated, limit))
    cursor = next.cursor
    deliveries.push(...next.deliveries)
  }
  const forget = (count: bigint): void => {
    for (let left = count; left > 0n && service.oldest <= service.head; left--)
      lost.add(`${service.page}:${service.oldest++}`)
  }
  poll(0, 1)
  for (const step of steps) {
    if (step.type === 'publish')
      for (let left = step.count; left > 0; left--) published.push(`${service.page}:${++service.head}`)
    if (step.type === 'forget') forget(BigInt(step.count))
    if (step.type === 'lose-answer') service.answer(cursor, 0, 4)
    if (step.type === 'poll') poll(step.repeated, step.limit)
    if (step.type === 'recreate') {
      forget(service.head)
      service.recreate()
    }
  }
  for (let left = published.length + 2; left > 0; left--) poll(0, 4)
  return verdict(published, lost, deliveries)
}

function verdict(
  published: readonly string[],
  lost: ReadonlySet<string>,
  deliveries: readonly Delivery[],
): string | undefined {
  const received = deliveries.filter(isItem).map(idOf)
  // Of a page that came and went unseen nobody can tell but that the one before it ended.
  const pages = new Set(deliveries.map(({ page }) => String(page)))
  const knowable = published.filter(id => pages.has(id.split(':')[0] ?? ''))
  const told = deliveries.flatMap(delivery =>
    delivery.kind === 'item' ? [idOf(delivery)] : missedIds(delivery, published),
  )
  if (new Set(received).size < received.length) return 'delivered twice'
  if (!isSame(told, knowable)) return 'out of order, or neither delivered nor said to be missed'
  const needless = published.find(id => !received.includes(id) && !lost.has(id))
  return needless === undefined ? undefined : 'missed though the service had it'
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The published positions that a hole covers. */
function missedIds(range: Delivery & { kind: 'missed' }, published: readonly string[]): readonly string[] {
  return published.filter(id => {
    const [page, sequence] = id.split(':').map(BigInt)
    if (page !== range.page || sequence === undefined || sequence < range.from) return false
    return range.to === 'end-of-page' || sequence <= range.to
  })
}

function isItem(delivery: Delivery): delivery is ItemFrame {
  return delivery.kind === 'item'
}

function idOf({ page, sequenceNumber }: ItemFrame): string {
  return `${page}:${sequenceNumber}`
}

function later(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}

function check(merge: Merge): string | undefined {
  const result = fc.check(
    fc.property(schedules, schedule => {
      expect(fault(schedule, merge)).toBeUndefined()
    }),
    { numRuns: 1_000, seed: 20_300_101 },
  )
  return result.counterexample === null ? undefined : fault(result.counterexample[0], merge)
}

const resumeAtLast: Merge = (cursor, frames) => {
  const { cursor: next, deliveries } = mergeFrames(cursor, frames)
  if (next === 'latest' || !deliveries.some(isItem)) return { cursor: next, deliveries }
  return { cursor: { ...next, next: next.next - 1n }, deliveries }
}

const mergeWithoutPage: Merge = (cursor, frames) => {
  if (cursor === 'latest') return mergeFrames(cursor, frames)
  const pages = new Map(frames.map(frame => [frame, 'page' in frame ? frame.page : 0n]))
  const onOnePage = frames.map(frame => ('page' in frame ? { ...frame, page: cursor.page } : frame))
  const { cursor: next, deliveries } = mergeFrames(cursor, onOnePage)
  const page = [...pages.values()].at(-1) ?? cursor.page
  const original = deliveries.map(delivery => ({
    ...delivery,
    page: delivery.kind === 'item' ? page : delivery.page,
  }))
  return { cursor: next === 'latest' ? next : { ...next, page }, deliveries: original }
}

const swallowGaps: Merge = (cursor, frames) => {
  const { cursor: next, deliveries } = mergeFrames(cursor, frames)
  return { cursor: next, deliveries: deliveries.filter(isItem) }
}

describe('the delivery rule', () => {
  it('hands over everything published, in order and once, or says what the service no longer had', () => {
    expect(check(mergeFrames)).toBeUndefined()
  })

  it.each([
    ['resume at last instead of last + 1', resumeAtLast],
    ['merge by sequence without page', mergeWithoutPage],
    ['swallow gaps', swallowGaps],
  ])('catches the planted bug: %s', (_, mutant) => {
    expect(check(mutant)).toBeDefined()
  })
})
