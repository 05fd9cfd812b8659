import type { Clock, Timers } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

export interface ClockUnderTest {
  readonly clock: Clock
  readonly timers: Timers
  /** Resolves after at least `ms` of the clock's time. */
  pass(ms: number): Promise<void>
}

/** Platforms round: a timer may come that much early by the clock. */
const ROUNDING_MS = 1

/** What every `Clock` with its `Timers` must do. */
export function clockContract(make: () => ClockUnderTest): readonly ContractCase[] {
  return contractCases({
    'goes forward on both clocks as time passes': async () => {
      const { clock, pass } = make()
      const [wallBefore, monotonicBefore] = [clock.now(), clock.monotonicMs()]
      await pass(20)
      assertSame(clock.monotonicMs() - monotonicBefore >= 20 - ROUNDING_MS, true)
      assertSame(clock.now() - wallBefore >= 20 - ROUNDING_MS, true)
    },
    'fires a timer once and not early': async () => {
      const { clock, timers, pass } = make()
      const startedMs = clock.monotonicMs()
      const firedMs: number[] = []
      timers.start(20, () => firedMs.push(clock.monotonicMs() - startedMs))
      await pass(60)
      assertSame(firedMs.length, 1)
      assertSame((firedMs[0] ?? 0) >= 20 - ROUNDING_MS, true)
    },
    'does not fire a timer that was stopped': async () => {
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
    'never fires within the call that starts it': async () => {
      const { timers, pass } = make()
      const order: string[] = []
      timers.start(0, () => order.push('fired'))
      order.push('started')
      await pass(5)
      assertSame(order, ['started', 'fired'])
    },
  })
}
