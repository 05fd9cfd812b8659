import type { DefinedScope, Operation } from '../scope/index.js'
import type { SessionEvent } from '../session/events.js'
import type { ScopeState, SessionState } from '../session/session-states.js'
import type { Token } from '../token/token.js'

/** A declared name or a defined scope; none means the default scope, where the backend decides. */
export type ScopeArgument<Names extends string = string> = Names | DefinedScope

export interface GetTokenOptions {
  /** The token must live at least this long from now; a new one is issued if it does not. @default 0 */
  readonly minValidityMs?: number
  readonly signal?: AbortSignal
}

/** Stops what started; calling it again does nothing. */
export type Unsubscribe = () => void

/** Gets tokens, keeps them, shares them between tabs, reissues them early, and forgets them at sign-out. */
export interface TokenStore<Names extends string = string> {
  /** Names the database, the locks and the channel. */
  readonly id: string
  /**
   * A token good for use now. Concurrent calls share one request.
   * @throws SessionError signed-out, denied, misconfigured, unavailable, aborted, disposed
   */
  getToken(scope?: ScopeArgument<Names>, options?: GetTokenOptions): Promise<Token>
  /** What `getToken` would give at once, if anything. No I/O. */
  peekToken(scope?: ScopeArgument<Names>): Token | undefined
  /** The service refused this token. If it is still the current one, it is not handed out again. */
  rejected(token: Token): void
  /** By what was granted; `unknown` before the first answer, or when neither asked nor granted is known. */
  can(operation: Operation): 'yes' | 'no' | 'unknown'
  scopeState(scope?: ScopeArgument<Names>): ScopeState
  sessionState(): SessionState
  /**
   * Events as they happen. While anybody listens and the page is seen, tokens in use are renewed ahead of their expiry;
   * in a hidden tab only those that open topics live on.
   */
  subscribe(listener: (event: SessionEvent) => void): Unsubscribe
  /** Called after every change of `scopeState` or `sessionState`; renews like `subscribe`. */
  observe(listener: () => void): Unsubscribe
  /**
   * After the app's own login, or on every load: the same subject, or none given and nobody signed out, changes
   * nothing; else a new epoch begins in all tabs.
   */
  signIn(options?: { readonly subject?: string }): Promise<{ readonly stored: boolean }>
  signOut(): Promise<{ readonly stored: boolean; readonly revoked: 'yes' | 'failed' | 'not-offered' }>
  dispose(): void
}
