import type { Operation } from '../scope/index.js'
import type { SessionState } from '../session/session-states.js'
import type { Token } from '../token/token.js'
import type { GetTokenOptions, Unsubscribe } from './token-store.js'

/** What cache and topic calls need of the store: the narrowest token for an operation, and word of changes. */
export interface OperationTokens {
  /** @throws SessionError as `getToken`, and not-permitted where no declared or granted scope permits it. */
  getTokenFor(operation: Operation, options?: GetTokenOptions): Promise<Token>
  peekTokenFor(operation: Operation): Token | undefined
  rejected(token: Token): void
  sessionState(): SessionState
  /** Called after every change of a scope's or the session's state; while anybody observes, tokens are renewed early. */
  observe(listener: () => void): Unsubscribe
}
