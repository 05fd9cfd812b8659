import fc from 'fast-check'
import type { Action } from './action.js'

const tab = fc.nat(3)
const scope = fc.nat(2)
const is = fc.boolean()
const user = fc.constantFrom('ada' as const, 'bob' as const)

const action = <T extends Action>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Action> =>
  fc.record(shape) as fc.Arbitrary<T>
const does = <T extends Action['do']>(...names: readonly T[]) => fc.constantFrom(...names)
const often = (weight: number, arbitrary: fc.Arbitrary<Action>) => ({ weight, arbitrary })

const share = fc.oneof(
  fc.constantFrom(0.5, 0.76, 0.8, 0.91, 1),
  fc.integer({ min: 0, max: 130 }).map(n => n / 100),
)

/** What happens all day long. */
export const daily = [
  often(8, action({ do: does('get'), tab, scope, minValidityShare: fc.constantFrom(0, 0, 0, 0.9) })),
  often(3, action({ do: does('operate'), tab, operation: scope })),
  often(4, action({ do: does('wait'), ms: fc.integer({ min: 0, max: 400 }) })),
  often(3, action({ do: does('wait'), ms: fc.integer({ min: 400, max: 15_000 }) })),
  often(3, action({ do: does('wait-lifetimes'), share })),
]

/** Tabs that come, go and stand still. */
export const tabs = [
  often(1, action({ do: does('open-tab') })),
  often(1, action({ do: does('close', 'crash'), tab })),
  often(2, action({ do: does('freeze'), tab })),
  often(2, action({ do: does('thaw', 'show', 'hide'), tab })),
  often(1, action({ do: does('watch'), tab, is })),
]

export const identity = [
  often(2, action({ do: does('sign-in'), tab, user, isNamed: is })),
  often(2, action({ do: does('sign-out'), tab })),
  often(1, action({ do: does('swap-cookie'), user: fc.option(user, { nil: undefined }) })),
]

const failure = fc.constantFrom(
  'connection-lost' as const,
  'quota-exceeded' as const,
  'aborted' as const,
  'unavailable' as const,
)

export const disk = [
  often(2, action({ do: does('hang-disk'), writes: is })),
  often(2, action({ do: does('fail-disk'), failure, writes: is, times: fc.integer({ min: 1, max: 6 }) })),
  often(1, action({ do: does('wipe-disk') })),
  often(3, action({ do: does('recover-disk') })),
  often(1, action({ do: does('work'), part: fc.constant('marks' as const), is })),
]

export const browser = [
  often(1, action({ do: does('work'), part: fc.constantFrom('locks' as const, 'doorbells' as const), is })),
  often(1, action({ do: does('throttle'), tab, is })),
]

const jump = fc.oneof(
  fc.constantFrom(-86_400_000, -3_600_000, 3_600_000, 86_400_000, 2_400_000_000_000, -1_800_000_000_000),
  fc.integer({ min: -120_000, max: 120_000 }),
)

export const clock = [
  often(3, action({ do: does('jump-clock'), ms: jump })),
  often(2, action({ do: does('sleep-lifetimes'), share: fc.constantFrom(0.3, 0.9, 1.1, 8) })),
]

const refusal = fc.constantFrom(
  'signed-out' as const,
  'denied' as const,
  'misconfigured' as const,
  'unavailable' as const,
)
const mood = fc.oneof(
  fc.record({ kind: fc.constant('well' as const), slowMs: fc.constantFrom(0, 0, 300, 4_000, 9_000, 11_000) }),
  fc.record({
    kind: fc.constantFrom('silent' as const, 'unreachable' as const, 'talking-nonsense' as const),
  }),
  fc.record({
    kind: fc.constant('refusing' as const),
    refusal,
    retryAfterMs: fc.constantFrom(0, 0, 2_000, 90_000, 3_600_000),
  }),
)

export const backend = [
  often(3, action({ do: does('set-backend'), mood })),
  often(2, action({ do: does('reject'), tab, scope: fc.nat(3) })),
  often(1, action({ do: does('bring-network-back') })),
]
