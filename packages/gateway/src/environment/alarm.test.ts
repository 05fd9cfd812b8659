import { expect, it } from 'vitest'
import { createVirtualTime } from '../../test-support/virtual-time.js'
import { alarmChunkMs, startAlarm } from './alarm.js'

function startCounted(delayMs: number) {
  const time = createVirtualTime()
  const rings: number[] = []
  const start = time.clock.now()
  const stop = startAlarm(start + delayMs, () => rings.push(time.clock.now() - start), time)
  return { time, rings, stop }
}

it('rings once, exactly then, however far off that is', () => {
  const { time, rings } = startCounted(25 * 24 * 3_600_000 + 1)
  time.advance(26 * 24 * 3_600_000)
  expect(rings).toEqual([25 * 24 * 3_600_000 + 1])
})

it.each([0, -1])('rings at once for a moment that is not ahead: %d ms', delayMs => {
  expect(startCounted(delayMs).rings).toHaveLength(1)
})

it('rings within one piece of sleep after the clock was set past the moment', () => {
  const { time, rings } = startCounted(600_000)
  time.setWallClock(time.clock.now() + 600_000)
  time.advance(alarmChunkMs)
  expect(rings).toHaveLength(1)
})

it('does not ring early when the clock was set back', () => {
  const { time, rings } = startCounted(10_000)
  time.setWallClock(time.clock.now() - 5_000)
  time.advance(10_000)
  expect(rings).toEqual([])
  time.advance(5_000)
  expect(rings).toHaveLength(1)
})

it('does not ring once it is stopped', () => {
  const { time, rings, stop } = startCounted(100_000)
  time.advance(50_000)
  stop()
  time.advance(100_000)
  expect([rings, time.armed]).toEqual([[], 0])
})
