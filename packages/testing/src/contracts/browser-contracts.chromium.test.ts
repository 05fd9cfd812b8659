import { browserEnvironment } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { pageSteps } from '../../test-support/page-steps.js'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { decodeJwtContract } from './decode-jwt-contract.js'
import { freshName } from './fresh-name.js'
import { lifecycleContract } from './lifecycle-contract.js'
import { lockContract } from './lock-contract.js'
import { markContract } from './mark-contract.js'
import { networkContract } from './network-contract.js'
import { randomContract } from './random-contract.js'
import { storageContract } from './storage-contract.js'
import { timersContract } from './timers-contract.js'

const first = browserEnvironment()
const second = browserEnvironment()

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  locks: lockContract(() => [first.lock, second.lock]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ clock: first.clock, pass })),
  timers: timersContract(() => ({ ...first, nowMs: first.clock.monotonicMs, pass })),
  random: randomContract(() => [first.random, second.random]),
  lifecycle: lifecycleContract(() => ({ lifecycle: first.lifecycle, ...pageSteps() })),
  network: networkContract(() => ({
    network: first.network,
    interrupt: () => dispatchEvent(new Event('online')),
  })),
  decodeJwt: decodeJwtContract(() => first.decodeJwt),
}

function pass(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

describe.each(Object.entries(contracts))('%s of a real browser', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})

describe('storage of a real browser', () => {
  it('counts exactly 600 when two connections increment 300 times each', async () => {
    const name = freshName()
    const { signal } = new AbortController()
    const [one, two] = [first.storage.open(name), second.storage.open(name)]
    const increments = Array.from({ length: 600 }, (_, turn) =>
      (turn % 2 === 0 ? one : two).transact(
        ['n'],
        ([n]) => {
          const next = typeof n === 'number' ? n + 1 : 1
          return { result: next, write: 'put', entries: [['n', next]] }
        },
        signal,
      ),
    )
    const results = await Promise.all(increments)
    expect(new Set(results).size).toBe(600)
    expect(await two.read(['n'], signal)).toEqual([600])
    await one.destroy(signal)
    two.close()
  })
})
