import { browserEnvironment } from '@hallpass/core'
import { describe, it } from 'vitest'
import { pageSteps } from '../../test-support/page-steps.js'
import type { ContractCase } from './contract-case.js'
import { lifecycleContract } from './lifecycle-contract.js'
import { networkContract } from './network-contract.js'

const { lifecycle, network } = browserEnvironment()

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  lifecycle: lifecycleContract(() => ({ lifecycle, ...pageSteps() })),
  network: networkContract(() => ({ network, interrupt: () => dispatchEvent(new Event('online')) })),
}

describe.each(Object.entries(contracts))('%s of a page', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})
