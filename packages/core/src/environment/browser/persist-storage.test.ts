import { afterEach, expect, it, vi } from 'vitest'
import { indexedDbStorage } from './indexed-db-storage.js'

afterEach(() => vi.unstubAllGlobals())

it.each([true, false])('says what the browser answered: %s', async answer => {
  vi.stubGlobal('navigator', { storage: { persist: async () => answer } })
  expect(await indexedDbStorage.persist?.()).toBe(answer)
})

it.each([
  ['no navigator', undefined],
  ['no storage manager, as on plain http', {}],
  ['no persist', { storage: {} }],
  ['one that rejects', { storage: { persist: () => Promise.reject(new TypeError('opaque origin')) } }],
])('answers no where there is %s', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  expect(await indexedDbStorage.persist?.()).toBe(false)
})
