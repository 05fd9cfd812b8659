import type { SessionEvent } from '@hallpass/core'
import { expect, test, vi } from 'vitest'
import { startJournal } from './journal.js'

function streamOfEvents() {
  const listeners = new Set<(event: SessionEvent) => void>()
  return {
    subscribe(listener: (event: SessionEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    say(at: number) {
      for (const listener of listeners) listener({ type: 'signed-in', epoch: 1, tab: 'a', at })
    },
  }
}

test('the newest event comes first, and only the last 60 are kept', () => {
  const stream = streamOfEvents()
  const journal = startJournal(stream)
  for (let at = 1; at <= 70; at += 1) stream.say(at)
  expect(journal.entries().map(entry => entry.event.at)).toEqual(Array.from({ length: 60 }, (_, i) => 70 - i))
  expect(new Set(journal.entries().map(entry => entry.id)).size).toBe(60)
})

test('observers are told of each event until they stop', () => {
  const stream = streamOfEvents()
  const journal = startJournal(stream)
  const listener = vi.fn()
  const stop = journal.observe(listener)
  stream.say(1)
  stop()
  stream.say(2)
  expect(listener).toHaveBeenCalledTimes(1)
})

test('a stopped journal writes nothing more', () => {
  const stream = streamOfEvents()
  const journal = startJournal(stream)
  journal.stop()
  stream.say(1)
  expect(journal.entries()).toEqual([])
})
