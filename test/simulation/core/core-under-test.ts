import { pathToFileURL } from 'node:url'
import type {
  DefinedScope,
  Operation,
  Scope,
  StorageFailure,
  Token,
  TokenStore,
  TokenStoreOptions,
} from '@hallpass/core'

/** What the simulator uses of a core built by `buildCore`. */
export interface CoreUnderTest {
  createTokenStoreWithOperations<Names extends string>(
    options: TokenStoreOptions<Names>,
  ): StoreUnderTest<Names>
  defineScope(value: Scope): DefinedScope
  readonly StorageFailure: typeof StorageFailure
  /** Told of every event before the machine is, with the state it meets. There is one watcher. */
  watchTransitions(watch: (state: WatchedState, event: WatchedEvent) => void): void
}

export interface StoreUnderTest<Names extends string = string> {
  readonly tokens: TokenStore<Names>
  readonly operations: { getTokenFor(operation: Operation): Promise<Token> }
}

/** The state of the machine, as much of it as the coverage counts. */
export interface WatchedState {
  readonly session: { readonly status: string }
  readonly scopes: ReadonlyMap<string, { readonly phase: WatchedPhase }>
}

export interface WatchedPhase {
  readonly status: string
  readonly renewal?: { readonly status: string }
}

export interface WatchedEvent {
  readonly type: string
  readonly key?: string
}

export async function loadCore(path: string): Promise<CoreUnderTest> {
  return import(/* @vite-ignore */ pathToFileURL(path).href)
}
