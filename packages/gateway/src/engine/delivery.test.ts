import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createVirtualTime } from '../../test-support/virtual-time.js'
import type { Engine } from './engine.js'
import { createMemoryEngine } from './memory-engine.js'
import type { TopicPosition } from './topic-position.js'

const room = { cache: 'chat', topic: 'room' }

/** A subscriber that goes by the rule: on at new + 1 after a discontinuity, on at number + 1 after an item. */
function createReader(engine: () => Engine) {
  let position: TopicPosition = { page: 0, sequence: 0n }
  const reader = { delivered: [] as bigint[], reported: [] as bigint[], positionsLost: 0, read }
  async function read(): Promise<'told' | 'caught-up'> {
    const answer = await engine().readTopic(room, position)
    if (answer.state === 'waiting') {
      answer.cancel()
      return 'caught-up'
    }
    reader.positionsLost += answer.positionsLost
    for (const frame of answer.frames) {
      if (frame.kind === 'item') {
        reader.delivered.push(frame.sequence)
        position = { page: frame.page, sequence: frame.sequence + 1n }
      } else {
        if (position.page !== 0) reader.reported.push(...range(frame.lastSequence + 1n, frame.newSequence))
        position = { page: frame.newPage, sequence: frame.newSequence + 1n }
      }
    }
    return 'told'
  }
  return reader
}

/** The number the last of them got. */
async function publishMany(engine: Engine, count: number): Promise<bigint> {
  const message = { value: { kind: 'text', text: '' }, publisherId: undefined } as const
  const positions = await Promise.all(Array.from({ length: count }, () => engine.publish(room, message)))
  return positions.at(-1)?.sequence ?? 0n
}

function range(from: bigint, to: bigint): bigint[] {
  return Array.from({ length: Number(to - from) + 1 }, (_each, index) => from + BigInt(index))
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ kind: fc.constant('read' as const), who: fc.integer({ min: 0, max: 1 }) }),
)

const limits = fc.record({
  count: fc.integer({ min: 1, max: 20 }),
  ageMs: fc.integer({ min: 1, max: 1_000 }),
})

it('delivers what was published after the start, in order, once, but for what it reports as gone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), limits, async (steps, history) => {
      const time = createVirtualTime()
      const engine = createMemoryEngine({ ...time, history })
      const readers = [createReader(() => engine), createReader(() => engine)]
      const starts: bigint[] = []
      let head = 0n
      for (const next of steps) {
        if (next.kind === 'wait') time.advance(next.ms)
        if (next.kind === 'read') {
          starts[next.who] ??= head
          await readers[next.who]?.read()
        }
        if (next.kind === 'publish') head = await publishMany(engine, next.count)
      }
      for (const [who, reader] of readers.entries()) {
        while ((await reader.read()) === 'told') {}
        const due = range((starts[who] ?? head) + 1n, head)
        const gone = new Set(reader.reported)
        expect(reader.delivered).toEqual(due.filter(sequence => !gone.has(sequence)))
        expect(reader.reported.every(sequence => due.includes(sequence))).toBe(true)
        expect(reader.reported.length).toBe(reader.positionsLost)
      }
    }),
    { numRuns: 300 },
  )
})

it('misses nothing of the new page when a reader comes back after a restart', async () => {
  const time = createVirtualTime()
  const before = createMemoryEngine(time)
  const reader = createReader(() => engine)
  let engine = before
  await reader.read()
  await publishMany(engine, 3)
  await reader.read()
  await publishMany(engine, 2) // never read: gone with the process
  time.advance(1)
  engine = createMemoryEngine(time)
  await publishMany(engine, 2)
  while ((await reader.read()) === 'told') {}
  expect(reader.delivered).toEqual([1n, 2n, 3n, 1n, 2n])
})
