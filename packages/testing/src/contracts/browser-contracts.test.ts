import { browserEnvironment } from '@hallpass/core'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { markContract } from './mark-contract.js'
import { storageContract } from './storage-contract.js'

const first = browserEnvironment()
const second = browserEnvironment()

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ ...first, pass: ms => new Promise(resolve => setTimeout(resolve, ms)) })),
}

beforeAll(() => {
  const items = new Map<string, string>()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
  })
})

afterAll(() => vi.unstubAllGlobals())

describe.each(Object.entries(contracts))('%s of the browser environment', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})
