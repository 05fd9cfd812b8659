import type { FetcherEnvironment } from '../environment/fetcher-environment.js'
import type { ScopeArgument, TokenStore } from '../store/token-store.js'

/** What a fetcher needs of a token store. */
export type FetcherTokens<Names extends string = string> = Pick<TokenStore<Names>, 'getToken' | 'rejected'>

export interface AuthorizationOptions {
  /**
   * Where the token may go, each as `https://api.example`: scheme, host and port, and nothing else of a URL. An
   * `http:` origin is allowed only by naming it. @default the page's own; required where there is no page
   */
  readonly origins?: readonly string[]
  /** What stands before the token; `''` sends it bare, as Momento's services want it. @default 'Bearer' */
  readonly scheme?: string
  /** Parts of the outside world to replace. @default the page's */
  readonly environment?: Partial<FetcherEnvironment>
}

export interface FetcherOptions<Names extends string = string> extends AuthorizationOptions {
  /** Whose token goes along. @default the default scope */
  readonly scope?: ScopeArgument<Names>
}
