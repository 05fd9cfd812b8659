import type { Environment } from '../environment/environment.js'
import type { RequestBudget } from '../session/traffic.js'
import type { TokenSource } from '../source/token-source.js'
import type { ScopeNames } from './scope-names.js'

/** What a store is made of, options read and defaults filled in. */
export interface StoreSetup {
  readonly id: string
  readonly environment: Environment
  readonly source: TokenSource
  readonly maxLifetimeMs: number
  readonly storage: 'indexeddb' | 'memory'
  readonly names: ScopeNames
  readonly budget: RequestBudget
  readonly reuse: 'exact' | 'covering'
  readonly persistStorage: boolean
}
