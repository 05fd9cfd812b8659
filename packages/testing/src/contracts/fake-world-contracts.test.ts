import { describe, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { lockContract } from './lock-contract.js'
import { markContract } from './mark-contract.js'
import { storageContract } from './storage-contract.js'

const world = createTestWorld()
const [first, second] = [world.openTab().environment, world.openTab().environment]

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  locks: lockContract(() => [first.lock, second.lock]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ ...first, pass: world.advance })),
}

describe.each(Object.entries(contracts))('%s of a fake world', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})
