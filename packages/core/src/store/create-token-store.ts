import { browserEnvironment } from '../environment/browser/browser-environment.js'
import type { Environment } from '../environment/environment.js'
import type { DefinedScope } from '../scope/index.js'
import type { Announcement } from '../session/store-command.js'
import type { TokenSource } from '../source/token-source.js'
import { DEFAULT_MAX_LIFETIME_MS } from '../token/cap-lifetime.js'
import type { OperationTokens } from './operation-tokens.js'
import { StoreRunner } from './run-store.js'
import { createScopeNames } from './scope-names.js'
import { storeId } from './store-id.js'
import { readPolicy, type StorePolicy } from './store-policy.js'
import { operationTokens, tokenStore } from './token-calls.js'
import type { TokenStore } from './token-store.js'

export interface TokenStoreOptions<Names extends string = string> {
  /** Names the database, the locks and the channel. @default a hash of the token endpoint's URL */
  readonly id?: string
  readonly source: TokenSource
  /** The scopes an app asks for, by name. @default none: the backend decides */
  readonly scopes?: Readonly<Record<Names, DefinedScope>>
  /** A token that lives longer is used for this long and then reissued. @default one hour */
  readonly maxLifetimeMs?: number
  /** `memory` keeps tokens in this tab only. Signing out is still stored for all. @default 'indexeddb' */
  readonly storage?: 'indexeddb' | 'memory'
  readonly policy?: StorePolicy
  /** Parts of the outside world to replace. @default the browser's */
  readonly environment?: Partial<Environment>
}

/**
 * A token store. Creating it touches nothing; the first call starts it.
 * @throws TypeError for an id that is no name, or none where the source gives none
 */
export function createTokenStore<Names extends string = string>(
  options: TokenStoreOptions<Names>,
): TokenStore<Names> {
  return createTokenStoreWithOperations(options).tokens
}

/** A token store with what cache and topic calls need beside it. */
export interface TokenStoreWithOperations<Names extends string = string> {
  readonly id: string
  readonly tokens: TokenStore<Names>
  readonly operations: OperationTokens
  readonly environment: Environment
  /** Puts an event of a cache or topic into the store's stream. */
  readonly emit: (event: Announcement) => void
}

export function createTokenStoreWithOperations<Names extends string = string>(
  options: TokenStoreOptions<Names>,
): TokenStoreWithOperations<Names> {
  const environment: Environment = { ...browserEnvironment(), ...options.environment }
  const { source, maxLifetimeMs = DEFAULT_MAX_LIFETIME_MS, storage = 'indexeddb' } = options
  if (!(maxLifetimeMs > 0 && maxLifetimeMs < Number.POSITIVE_INFINITY))
    throw new TypeError('maxLifetimeMs: a number of milliseconds above 0')
  const id = storeId(options.id, source.url, environment.network.origin)
  const names = createScopeNames(options.scopes ?? {})
  const { reuse, persistStorage, ...budget } = readPolicy(options.policy)
  const runner = new StoreRunner({
    ...{ id, environment, source, maxLifetimeMs, storage, names, budget, reuse, persistStorage },
  })
  const tokens = tokenStore<Names>(runner)
  return { id, tokens, operations: operationTokens(runner), environment, emit: event => runner.emit(event) }
}
