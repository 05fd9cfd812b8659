import { browserEnvironment } from '@hallpass/core'
import { IDBFactory } from 'fake-indexeddb'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { channelContract } from './channel-contract.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { decodeJwtContract } from './decode-jwt-contract.js'
import { type FetchUnderTest, fetchContract } from './fetch-contract.js'
import { markContract } from './mark-contract.js'
import { randomContract } from './random-contract.js'
import { storageContract } from './storage-contract.js'
import { timersContract } from './timers-contract.js'

const first = browserEnvironment()
const second = browserEnvironment()
const server = setupServer()

const contracts: Readonly<Record<string, readonly ContractCase[]>> = {
  storage: storageContract(() => [first.storage, second.storage]),
  channels: channelContract(() => [first.channel, second.channel]),
  marks: markContract(() => [first.mark, second.mark]),
  clock: clockContract(() => ({ clock: first.clock, pass })),
  timers: timersContract(() => ({ ...first, nowMs: first.clock.monotonicMs, pass })),
  random: randomContract(() => [first.random, second.random]),
  fetch: fetchContract(servedPage),
  decodeJwt: decodeJwtContract(() => first.decodeJwt),
}

function pass(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

function servedPage(): FetchUnderTest {
  const url = 'https://service.example/'
  return {
    fetch: first.fetch,
    url,
    answerWith: handler => server.use(http.all(url, ({ request }) => handler(request))),
  }
}

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' })
  const items = new Map<string, string>()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
  })
})

afterAll(() => {
  server.close()
  vi.unstubAllGlobals()
})

describe.each(Object.entries(contracts))('%s of the browser environment', (_, cases) => {
  it.each(cases)('$name', ({ run }) => run())
})
