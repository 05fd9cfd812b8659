import { browserEnvironment } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { freshName } from './fresh-name.js'
import { lockContract } from './lock-contract.js'
import { markContract } from './mark-contract.js'
import { storageContract } from './storage-contract.js'

const first = browserEnvironment()
const second = browserEnvironment()

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  locks: lockContract(() => [first.lock, second.lock]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ ...first, pass: ms => new Promise(resolve => setTimeout(resolve, ms)) })),
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
