import { beforeEach, describe, expect, it } from 'vitest'
import { createWakeTimer, type WakeTimer } from './wake-timer.js'

const NOW = 1_000_000
let armed: { delayMs: number; fire: () => void }[]
let fired: number
let timer: WakeTimer

beforeEach(() => {
  armed = []
  fired = 0
  const start = (delayMs: number, fire: () => void) => {
    const entry = { delayMs, fire }
    armed.push(entry)
    return () => {
      armed = armed.filter(other => other !== entry)
    }
  }
  timer = createWakeTimer(
    { clock: { now: () => NOW, monotonicMs: () => 0 }, timers: { start } },
    () => fired++,
  )
})

const delays = () => armed.map(({ delayMs }) => delayMs)

describe('the timer of a store', () => {
  it.each([
    ['when something is due', NOW + 500, 500],
    ['in pieces of half a minute', NOW + 3_600_000, 30_000],
    ['never at once', NOW + 1, 20],
    ['not in a loop for what is overdue', NOW - 3_600_000, 20],
  ])('fires %s', (_, dueAt, delayMs) => {
    timer.set(dueAt)
    expect(delays()).toEqual([delayMs])
    armed[0]?.fire()
    expect(fired).toBe(1)
  })

  it('is one, however often it is set', () => {
    timer.set(NOW + 500)
    timer.set(NOW + 700)
    expect(delays()).toEqual([700])
  })

  it('is none when nothing is due', () => {
    timer.set(undefined)
    timer.set(NOW + 500)
    timer.set(undefined)
    expect(delays()).toEqual([])
  })
})
