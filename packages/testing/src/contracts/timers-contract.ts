import type { Timers } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** Timers and a way to let their time pass. */
export interface TimersUnderTest {
  readonly timers: Timers
  /** A monotonic reading that the timers go by. */
  nowMs(): number
  /** Resolves after at least `ms` of that reading. */
  pass(ms: number): Promise<void>
}

/** Platforms round: a timer may come that much early by the clock. */
const ROUNDING_MS = 1

/** What every `Timers` must do. */
export function timersContract(make: () => TimersUnderTest): readonly ContractCase[] {
  return contractCases({
    'fire once and not early': async () => {
      const { timers, nowMs, pass } = make()
      const startedMs = nowMs()
      const firedMs: number[] = []
      timers.start(20, () => firedMs.push(nowMs() - startedMs))
      await pass(60)
      assertSame(firedMs.length, 1)
      assertSame((firedMs[0] ?? 0) >= 20 - ROUNDING_MS, true)
    },
    'do not fire once they are stopped': async () => {
      const { timers, pass } = make()
      let hasFired = false
      const stop = timers.start(5, () => {
        hasFired = true
      })
      stop()
      stop()
      await pass(30)
      assertSame(hasFired, false)
    },
    'never fire within the call that starts them': async () => {
      const { timers, pass } = make()
      const order: string[] = []
      timers.start(0, () => order.push('fired'))
      order.push('started')
      await pass(5)
      assertSame(order, ['started', 'fired'])
    },
    'fire in the order they are due': async () => {
      const { timers, pass } = make()
      const order: string[] = []
      timers.start(40, () => order.push('later'))
      timers.start(5, () => order.push('sooner'))
      await pass(80)
      assertSame(order, ['sooner', 'later'])
    },
    'stop only themselves': async () => {
      const { timers, pass } = make()
      let firedCount = 0
      const stop = timers.start(5, () => {})
      timers.start(5, () => {
        firedCount += 1
      })
      stop()
      await pass(30)
      assertSame(firedCount, 1)
    },
    'are soon for a delay that has passed': async () => {
      const { timers, pass } = make()
      let hasFired = false
      timers.start(-1_000, () => {
        hasFired = true
      })
      await pass(20)
      assertSame(hasFired, true)
    },
  })
}
