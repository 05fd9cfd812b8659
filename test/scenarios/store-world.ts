import { createTokenStore, type SessionEvent, type TokenStore, type TokenStoreOptions } from '@hallpass/core'
import { createTestWorld, type FakeTab, type TestWorld } from '@hallpass/testing'
import { createFakeSource, type FakeSource } from './fake-source.js'

/** A virtual profile, a backend, and stores opened in its tabs: what every scenario starts from. */
export interface StoreWorld {
  readonly world: TestWorld
  readonly backend: FakeSource
  /** A store in a tab of its own. @param listening whether anybody listens to it, which keeps its tokens renewed */
  open(options?: Partial<TokenStoreOptions>, demand?: { readonly listening: boolean }): OpenStore
}

export interface OpenStore {
  readonly tab: FakeTab
  readonly tokens: TokenStore
  /** Every event since the store was opened, where anybody listens. */
  readonly events: SessionEvent[]
  types(): string[]
}

export function createStoreWorld(options: { seed?: number; lifetimeSec?: number } = {}): StoreWorld {
  const world = createTestWorld({ seed: options.seed ?? 1 })
  const backend = createFakeSource(world, { lifetimeSec: options.lifetimeSec ?? 60 })
  return {
    world,
    backend,
    open(changes = {}, { listening } = { listening: true }) {
      const tab = world.openTab()
      const tokens = createTokenStore({
        id: 'test',
        source: backend.source,
        environment: tab.environment,
        ...changes,
      })
      const events: SessionEvent[] = []
      if (listening) tokens.subscribe(event => events.push(event))
      return { tab, tokens, events, types: () => events.map(event => event.type) }
    },
  }
}

/** The code of the error a promise rejects with. */
export function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    error => error.code,
  )
}
