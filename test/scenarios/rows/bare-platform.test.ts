import { browserEnvironment, type Environment } from '@hallpass/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type StoreWorld } from '../store-world.js'

const missing = [
  ...['BroadcastChannel', 'indexedDB', 'localStorage', 'navigator', 'document', 'location', 'window'],
  ...['addEventListener', 'atob', 'btoa', 'crypto', 'structuredClone', 'requestIdleCallback'],
]

let profile: StoreWorld
let timeout: PropertyDescriptor | undefined
let any: PropertyDescriptor | undefined

beforeEach(() => {
  profile = createStoreWorld()
  for (const name of missing) vi.stubGlobal(name, undefined)
  timeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')
  any = Object.getOwnPropertyDescriptor(AbortSignal, 'any')
  Reflect.deleteProperty(AbortSignal, 'timeout')
  Reflect.deleteProperty(AbortSignal, 'any')
})

afterEach(() => {
  vi.unstubAllGlobals()
  if (timeout) Object.defineProperty(AbortSignal, 'timeout', timeout)
  if (any) Object.defineProperty(AbortSignal, 'any', any)
})

/** What a browser gives where there is nothing of one, in virtual time. */
function bareEnvironment(): Environment {
  const { clock, timers } = profile.world.openTab().environment
  return { ...browserEnvironment(), clock, timers }
}

describe('58 a platform without locks, channels, storage, documents and most of what is newer', () => {
  it('has tokens, renewed in time, from memory', async () => {
    const { tokens, types } = profile.open({ environment: bareEnvironment() })
    expect((await profile.world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(1))
    for (let second = 0; second < 300; second++) {
      await profile.world.advance(1_000)
      expect(tokens.peekToken()).toBeDefined()
    }
    expect(profile.backend.requests.length).toBeLessThanOrEqual(13)
    expect(types().filter(type => type === 'storage-degraded')).toHaveLength(1)
  })

  it('gives up a backend that does not answer, and a caller who gives up', async () => {
    profile.backend.delayMs = 3_600_000
    const { tokens } = profile.open({ environment: bareEnvironment() })
    const giving = new AbortController()
    const gone = codeOf(tokens.getToken(undefined, { signal: giving.signal }))
    const stayed = codeOf(tokens.getToken())
    giving.abort()
    expect(await profile.world.waitFor(gone)).toBe('aborted')
    expect(await profile.world.waitFor(stayed)).toBe('unavailable')
  })

  it('signs out, says that this could not be kept, and in again', async () => {
    const { tokens } = profile.open({ environment: bareEnvironment() })
    await profile.world.waitFor(tokens.getToken())
    expect(await profile.world.waitFor(tokens.signOut())).toEqual({ stored: false, revoked: 'yes' })
    expect(await codeOf(tokens.getToken())).toBe('signed-out')
    await profile.world.waitFor(tokens.signIn({ subject: 'ada' }))
    expect((await profile.world.waitFor(tokens.getToken())).reveal()).toBe(secretOf(2))
    tokens.dispose()
  })
})
