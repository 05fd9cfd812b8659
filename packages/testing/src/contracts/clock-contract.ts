import type { Clock } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** A clock and a way to let its time pass. */
export interface ClockUnderTest {
  readonly clock: Clock
  /** Resolves after at least `ms` of the clock's time. */
  pass(ms: number): Promise<void>
}

/** Platforms round. */
const ROUNDING_MS = 1

/** What every `Clock` must do. */
export function clockContract(make: () => ClockUnderTest): readonly ContractCase[] {
  return contractCases({
    'goes forward on both clocks as time passes': async () => {
      const { clock, pass } = make()
      const [wallBefore, monotonicBefore] = [clock.now(), clock.monotonicMs()]
      await pass(20)
      assertSame(clock.monotonicMs() - monotonicBefore >= 20 - ROUNDING_MS, true)
      assertSame(clock.now() - wallBefore >= 20 - ROUNDING_MS, true)
    },
    'counts epoch milliseconds on the wall clock': async () => {
      const { clock } = make()
      assertSame(new Date(clock.now()).getUTCFullYear() >= 2020, true)
      assertSame(new Date(clock.now()).getUTCFullYear() < 2100, true)
    },
    'never goes back on the monotonic clock': async () => {
      const { clock } = make()
      const readings = Array.from({ length: 1_000 }, () => clock.monotonicMs())
      assertSame(
        readings.every((reading, at) => at === 0 || reading >= (readings[at - 1] ?? 0)),
        true,
      )
    },
  })
}
