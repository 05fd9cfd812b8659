import { type Clock, systemClock, systemTimers, type Timers } from '../environment/time.js'
import type { Engine } from './engine.js'
import { createItemTable } from './item-table.js'
import { createPageSequence } from './page-sequence.js'
import { defaultHistoryLimits, type HistoryLimits } from './topic-log.js'
import { createTopicTable } from './topic-table.js'

/** What the memory engine may be given; everything has a default. */
export interface MemoryEngineOptions {
  readonly history?: Partial<HistoryLimits>
  readonly clock?: Clock
  readonly timers?: Timers
}

/** How often what is over is dropped for good. Nobody sees it before: reading judges by the clock. */
export const sweepIntervalMs = 60_000

/**
 * An engine that keeps everything in this process, and loses it with the process.
 *
 * @throws TypeError when a history limit is not a whole number of at least 1
 */
export function createMemoryEngine(options: MemoryEngineOptions = {}): Engine {
  const { clock = systemClock, timers = systemTimers, history } = options
  const monotonicMs = () => clock.monotonicMs()
  const items = createItemTable(monotonicMs)
  const topics = createTopicTable({
    monotonicMs,
    nextPage: createPageSequence(() => clock.now()),
    limits: checkLimits({ ...defaultHistoryLimits, ...history }),
  })
  const stopSweeping = repeat(timers, () => {
    items.sweep()
    topics.sweep()
  })
  return {
    readItem: async item => items.read(item),
    writeItem: async (item, value, ttlMs) => items.write(item, value, ttlMs),
    deleteItem: async item => items.remove(item),
    publish: async (topic, message) => topics.publish(topic, message),
    readTopic: async (topic, position) => topics.read(topic, position),
    stop: stopSweeping,
  }
}

function checkLimits(limits: HistoryLimits): HistoryLimits {
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < 1)
      throw new TypeError(`history.${name} must be a whole number from 1`)
  }
  return limits
}

function repeat(timers: Timers, act: () => void): () => void {
  let stop = timers.start(sweepIntervalMs, function again() {
    stop = timers.start(sweepIntervalMs, again)
    act()
  })
  return () => stop()
}
