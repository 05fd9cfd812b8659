import type { LifecycleEvent } from '@hallpass/core'
import { expect, test, vi } from 'vitest'
import { type WallClock, wallClock, wallClockFrom } from './clock.js'

/** A world of one timer. */
class TestWorld {
  now = 0
  pending: { readonly at: number; readonly fire: () => void } | undefined
  readonly listeners: Set<(event: LifecycleEvent) => void> = new Set()
  readonly clock: WallClock = wallClockFrom({
    clock: { now: () => this.now, monotonicMs: () => this.now },
    timers: {
      start: (delayMs, fire) => {
        const timer = { at: this.now + delayMs, fire }
        this.pending = timer
        return () => {
          if (this.pending === timer) this.pending = undefined
        }
      },
    },
    lifecycle: {
      visibility: () => 'visible',
      subscribe: listener => {
        this.listeners.add(listener)
        return () => this.listeners.delete(listener)
      },
    },
  })

  pass(ms: number): void {
    const end = this.now + ms
    while (this.pending !== undefined && this.pending.at <= end) {
      const { at, fire } = this.pending
      this.pending = undefined
      this.now = at
      fire()
    }
    this.now = end
  }

  tell(event: LifecycleEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}

test('it beats once a second until it is stopped', () => {
  const world = new TestWorld()
  const onSecond = vi.fn()
  const stop = world.clock.everySecond(onSecond)
  world.pass(3_500)
  expect(onSecond).toHaveBeenCalledTimes(3)
  expect(world.clock.now()).toBe(3_500)
  stop()
  world.pass(3_000)
  expect(onSecond).toHaveBeenCalledTimes(3)
  expect([world.pending, world.listeners.size]).toEqual([undefined, 0])
})

test.each(['app-was-hidden', 'app-is-pausing'] as const)('after %s it stands still', event => {
  const world = new TestWorld()
  const onSecond = vi.fn()
  world.clock.everySecond(onSecond)
  world.tell(event)
  world.pass(3_000)
  expect(onSecond).not.toHaveBeenCalled()
})

test('it beats at once when the app is seen again, and goes on as before', () => {
  const world = new TestWorld()
  const onSecond = vi.fn()
  world.clock.everySecond(onSecond)
  world.tell('app-was-hidden')
  world.pass(60_000)
  world.tell('app-woke')
  // Browsers tell it twice: seen again, and focused.
  world.tell('app-woke')
  expect(onSecond).toHaveBeenCalledTimes(2)
  world.pass(1_000)
  expect(onSecond).toHaveBeenCalledTimes(3)
})

test('the browser’s tells the time of the device', () => {
  vi.useFakeTimers({ now: 5_000 })
  expect(wallClock.now()).toBe(5_000)
  vi.useRealTimers()
})
