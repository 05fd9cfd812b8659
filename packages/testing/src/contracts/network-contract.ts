import type { Network } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** A network and what happens to it. */
export interface NetworkUnderTest {
  readonly network: Network
  /** The network is lost and comes back. */
  interrupt(): void
}

/** What every `Network` must do. */
export function networkContract(make: () => NetworkUnderTest): readonly ContractCase[] {
  return contractCases({
    'has an origin, if any, and nothing more than that': async () => {
      const { origin } = make().network
      assertSame(origin === undefined || origin === 'null' || new URL(origin).origin === origin, true)
    },
    'tells everybody who listens that the network came back, until they stop': async () => {
      const { network, interrupt } = make()
      const told: string[] = []
      const stopFirst = network.subscribe(event => told.push(`first ${event}`))
      const stopSecond = network.subscribe(event => told.push(`second ${event}`))
      interrupt()
      stopFirst()
      stopFirst()
      interrupt()
      stopSecond()
      interrupt()
      assertSame(told, ['first network-came-back', 'second network-came-back', 'second network-came-back'])
    },
  })
}
