import { describe, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { decodeJwtContract } from './decode-jwt-contract.js'
import { type FetchUnderTest, fetchContract } from './fetch-contract.js'
import { type LifecycleUnderTest, lifecycleContract } from './lifecycle-contract.js'
import { lockContract } from './lock-contract.js'
import { markContract } from './mark-contract.js'
import { type NetworkUnderTest, networkContract } from './network-contract.js'
import { randomContract } from './random-contract.js'
import { storageContract } from './storage-contract.js'
import { timersContract } from './timers-contract.js'

const world = createTestWorld()
const [first, second] = [world.openTab().environment, world.openTab().environment]

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  locks: lockContract(() => [first.lock, second.lock]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ clock: world.clock, pass: world.advance })),
  timers: timersContract(() => ({ ...first, nowMs: world.clock.monotonicMs, pass: world.advance })),
  random: randomContract(() => [first.random, second.random]),
  lifecycle: lifecycleContract(frozenTab),
  network: networkContract(interruptedTab),
  fetch: fetchContract(servedTab),
  decodeJwt: decodeJwtContract(() => first.decodeJwt),
}

function frozenTab(): LifecycleUnderTest {
  const tab = world.openTab()
  return { ...tab, lifecycle: tab.environment.lifecycle, pause: tab.freeze, goOn: tab.thaw }
}

function interruptedTab(): NetworkUnderTest {
  const tab = world.openTab()
  const interrupt = (): void => {
    tab.goOffline()
    tab.goOnline()
  }
  return { network: tab.environment.network, interrupt }
}

function servedTab(): FetchUnderTest {
  const url = 'https://service.example/'
  return { fetch: first.fetch, url, answerWith: handler => world.network.serve(url, handler) }
}

describe.each(Object.entries(contracts))('%s of a fake world', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})
