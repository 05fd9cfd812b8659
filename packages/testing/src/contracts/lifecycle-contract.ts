import type { Lifecycle, LifecycleEvent } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** A lifecycle and what happens to its app, which is visible at first. */
export interface LifecycleUnderTest {
  readonly lifecycle: Lifecycle
  hide(): void
  show(): void
  /** The platform makes the app stand still, or takes it away. */
  pause(): void
  /** Ends what `pause` began. */
  goOn(): void
}

/** What every `Lifecycle` must do. */
export function lifecycleContract(make: () => LifecycleUnderTest): readonly ContractCase[] {
  return contractCases({
    'says whether the app can be seen': async () => {
      const { lifecycle, hide, show } = make()
      const seen = [lifecycle.visibility()]
      hide()
      seen.push(lifecycle.visibility())
      show()
      seen.push(lifecycle.visibility())
      assertSame(seen, ['visible', 'hidden', 'visible'])
    },
    'tells of every change of it, once it has changed': async () => {
      const { lifecycle, hide, show } = make()
      const { told, stop } = listenTo(lifecycle, event => `${event}: ${lifecycle.visibility()}`)
      hide()
      assertSame(told.splice(0).includes('app-was-hidden: hidden'), true)
      show()
      assertSame(told.at(-1), 'app-woke: visible')
      stop()
    },
    'tells before the app stands still, and when it goes on': async () => {
      const { lifecycle, pause, goOn } = make()
      const { told, stop } = listenTo(lifecycle, event => event)
      pause()
      assertSame([told.includes('app-is-pausing'), told.includes('app-woke')], [true, false])
      goOn()
      assertSame(told.at(-1), 'app-woke')
      stop()
    },
    'tells everybody who listens, until they stop': async () => {
      const { lifecycle, hide, show } = make()
      const [first, second] = [listenTo(lifecycle, () => 'told'), listenTo(lifecycle, () => 'told')]
      hide()
      assertSame([first.told.length > 0, second.told.length > 0], [true, true])
      first.stop()
      first.stop()
      const before = [first.told.length, second.told.length]
      show()
      assertSame([first.told.length === before[0], second.told.length === before[1]], [true, false])
      second.stop()
    },
  })
}

interface Ear {
  readonly told: string[]
  stop(): void
}

/** Platforms may tell more than once. */
function listenTo(lifecycle: Lifecycle, describe: (event: LifecycleEvent) => string): Ear {
  const told: string[] = []
  const stop = lifecycle.subscribe(event => told.push(describe(event)))
  return { told, stop }
}
